package io.customer360.standalone.sample;

import io.customer360.standalone.sample.People.Person;
import io.customer360.standalone.sample.People.Word;
import io.customer360.standalone.sample.Places.Place;
import java.util.List;

/** Names of companies: a Chinese one says where it is, what it is called, what it does and what it is. */
final class Companies {

    private static final List<Word> BRANDS = List.of(
            new Word("华兴", "huaxing"),
            new Word("东方", "dongfang"),
            new Word("恒达", "hengda"),
            new Word("瑞丰", "ruifeng"),
            new Word("金桥", "jinqiao"),
            new Word("天成", "tiancheng"),
            new Word("宏远", "hongyuan"),
            new Word("新锐", "xinrui"),
            new Word("利达", "lida"),
            new Word("鼎盛", "dingsheng"),
            new Word("联创", "lianchuang"),
            new Word("博通", "botong"),
            new Word("永泰", "yongtai"),
            new Word("海纳", "haina"),
            new Word("中联", "zhonglian"),
            new Word("盛世", "shengshi"),
            new Word("亿丰", "yifeng"),
            new Word("嘉禾", "jiahe"),
            new Word("远洋", "yuanyang"),
            new Word("正泰", "zhengtai"),
            new Word("明珠", "mingzhu"),
            new Word("长青", "changqing"),
            new Word("和顺", "heshun"),
            new Word("安捷", "anjie"));

    /** What customers do, most frequent first. */
    static final List<Trade> TRADES = List.of(
            new Trade("精密机械", "Precision", "机械制造", "machinery", false),
            new Trade("电子科技", "Electronics", "电子", "electronics", false),
            new Trade("汽车零部件", "Automotive", "汽车", "automotive", false),
            new Trade("机电贸易", "Trading", "分销", "distribution", true),
            new Trade("自动化设备", "Automation", "自动化", "automation", false),
            new Trade("生物医药", "Pharma", "医药", "pharmaceuticals", false),
            new Trade("纺织", "Textiles", "纺织", "textiles", false),
            new Trade("工业品销售", "Industrial Supplies", "分销", "distribution", true),
            new Trade("食品", "Foods", "食品", "food", false),
            new Trade("新能源", "Energy", "能源", "energy", false),
            new Trade("化工", "Chemicals", "化工", "chemicals", false),
            new Trade("物流", "Logistics", "物流", "logistics", false));

    private static final List<String> ENDINGS_ABROAD =
            List.of("GmbH", "AG", "S.A.", "Ltd", "Sp. z o.o.", "S.L.", "Inc.");

    private Companies() {}

    static Company in(Place place, Trade trade, People people, Dice dice) {
        if (place.isChinese()) {
            Word brand = dice.oneOf(BRANDS);
            String kind = dice.chance(0.1) ? "集团股份有限公司" : "有限公司";
            return new Company(
                    place.city() + brand.chinese() + trade.chinese() + kind, brand.latin() + "-" + place.latin());
        }
        Person founder = people.latin(dice);
        String family = founder.name().substring(founder.name().lastIndexOf(' ') + 1);
        String name = dice.chance(0.5)
                ? "%s %s %s".formatted(family, trade.english(), dice.oneOf(ENDINGS_ABROAD))
                : "%s %s %s".formatted(place.city(), trade.english(), dice.oneOf(ENDINGS_ABROAD));
        return new Company(name, People.plain(family) + "-" + place.latin());
    }

    /** @param domain the company's part of its e-mail addresses */
    record Company(String name, String domain) {}

    /** @param distributes whether it sells on what it buys */
    record Trade(String chinese, String english, String industry, String industryAbroad, boolean distributes) {}
}
