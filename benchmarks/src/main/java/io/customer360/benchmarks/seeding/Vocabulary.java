package io.customer360.benchmarks.seeding;

import java.util.List;
import java.util.SplittableRandom;

/** The words that names, addresses and conversations are made of. */
final class Vocabulary {

    private static final List<String> SURNAMES =
            words("王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 袁 潘 于 蒋 蔡 欧阳 司马");
    private static final List<String> GIVEN =
            words("伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀 霞 平 刚 桂 英 华 玉 兰 国 建 文 志 海 燕 晓 春 雪 梅 云 峰 宁 琳 佳 浩 宇 欣 怡 梓 涵 子 轩 思"
                    + " 远 博 雅 晨 瑞 嘉 俊 翔 婷 颖");
    private static final List<String> BRANDS = words(
            "华 恒 瑞 天 金 宏 东 兴 泰 安 达 丰 盛 隆 源 通 信 诚 德 合 众 力 创 新 科 远 大 中 正 顺 康 宝 利 鼎 汇 联 润 宇 星 辰 海 洋 江 河 山 川 青 云 龙" + " 凤");
    private static final List<String> CITIES = words("上海 北京 广州 深圳 杭州 苏州 南京 成都 重庆 武汉 西安 天津 青岛 大连 宁波 厦门 无锡 长沙 郑州 沈阳");
    private static final List<String> REGIONS = words("华东 华北 华南 西南 华中 西北 东北");
    private static final List<String> STREETS = words("人民路 中山路 解放路 建设路 和平路 工业大道 科技路 长江路 黄河路 滨海大道");
    private static final List<String> TRADES = words("精密机械 电子科技 汽车零部件 化工 医疗器械 食品 纺织 环保设备 新材料 物流 建筑工程 软件 仪器仪表 农业科技 能源");
    private static final List<String> COMPANY_FORMS = words("有限公司 股份有限公司 集团 厂");
    private static final List<String> FIRST_NAMES = words(
            "Anna Peter Maria Jan Olga Thomas Julia Michael Sofia David Laura Martin Elena Paul Katarzyna Hans Ingrid"
                    + " José Françoise Björn Ana Luca Emma Noah Oliver Mia Carlos Aisha Yuki Priya");
    private static final List<String> LAST_NAMES = words(
            "Müller Schmidt Kowalski Novák Andersson Jensen García Martínez Rossi Bianchi Dubois Lefèvre Smith Johnson"
                    + " Williams Brown Taylor Nguyen Tanaka Suzuki Petrov Ivanova Svensson Nielsen Fischer Weber Wagner"
                    + " Becker Hoffmann Schäfer Moreau Laurent Silva Santos Costa Popescu Horvath Nagy Kaya Yilmaz");
    private static final List<String> LATIN_FORMS = List.of("GmbH", "Ltd", "Trading Ltd", "Industries", "SARL", "AB");
    private static final List<String> PRODUCTS = List.of(
            "离心泵 CP-200",
            "Ball valve BV-50",
            "压力传感器 PS-10",
            "Flow meter FM-80",
            "齿轮箱 GB-7",
            "Servo motor SM-3",
            "空气压缩机 AC-15",
            "Control panel KP-2",
            "热交换器 HX-40",
            "Bearing 6204",
            "液压缸 HC-63",
            "Filter cartridge FC-9");
    private static final List<String> STAFF = words("韩梅梅 李雷 王晓明 张丽华 陈志强 刘洋 Anna-Weber Tom-Baker 赵敏 周杰");
    private static final List<String> TALKS = List.of(
            "客户来电确认%s的发货时间，已答复预计五个工作日内到货。",
            "Asked for a quotation for %s, delivery to the usual address.",
            "上门回访，客户对%s的使用情况表示满意，希望签订年度保养合同。",
            "Sent the data sheet and the certificate of %s by e-mail.",
            "客户询问%s的价格调整，需要新的报价单和付款条件。",
            "Talked about next year's demand for %s and a framework contract.");
    private static final List<String> TALK_SUBJECTS =
            List.of("交货期确认", "Quotation", "回访", "Documents", "价格咨询", "Framework contract");
    private static final List<String> COMPLAINTS = List.of(
            "%s 运行时有异常噪音，并且漏油，请尽快安排维修。",
            "%s does not start after the power failure, display stays dark.",
            "收到的%s外包装破损，法兰有裂纹，要求更换。",
            "The %s vibrates heavily and overheats after ten minutes.",
            "%s 的密封圈老化，上个月已经更换过一次，客户非常不满意。",
            "Delivery of %s was late by two weeks and the invoice is wrong.");
    private static final List<String> COMPLAINT_SUBJECTS =
            List.of("异常噪音", "Does not start", "包装破损", "Vibration", "密封圈老化", "Late delivery");
    private static final List<String> RESOLUTIONS =
            List.of("已更换密封件并试机正常。", "Replaced the board, tested for an hour.", "已补发新件。", "Credit note sent.");

    private Vocabulary() {}

    private static List<String> words(String separatedByBlanks) {
        return List.of(separatedByBlanks.split(" "));
    }

    static String chineseName(SplittableRandom random) {
        String given = oneOf(GIVEN, random);
        return oneOf(SURNAMES, random) + given + (random.nextInt(4) == 0 ? "" : oneOf(GIVEN, random));
    }

    static String latinName(SplittableRandom random) {
        return oneOf(FIRST_NAMES, random) + " " + oneOf(LAST_NAMES, random);
    }

    static String chineseCompany(SplittableRandom random) {
        return oneOf(CITIES, random)
                + oneOf(BRANDS, random)
                + oneOf(BRANDS, random)
                + oneOf(TRADES, random)
                + oneOf(COMPANY_FORMS, random);
    }

    static String latinCompany(SplittableRandom random) {
        return oneOf(LAST_NAMES, random) + " & " + oneOf(LAST_NAMES, random) + " " + oneOf(LATIN_FORMS, random);
    }

    static String city(SplittableRandom random) {
        return oneOf(CITIES, random);
    }

    static String region(SplittableRandom random) {
        return oneOf(REGIONS, random);
    }

    static String street(SplittableRandom random) {
        return oneOf(STREETS, random) + random.nextInt(1, 999) + "号";
    }

    static String trade(SplittableRandom random) {
        return oneOf(TRADES, random);
    }

    static String product(SplittableRandom random) {
        return oneOf(PRODUCTS, random);
    }

    static String staff(SplittableRandom random) {
        return oneOf(STAFF, random);
    }

    /** What somebody said about a product, and what it was about. */
    record Said(String subject, String text) {}

    static Said talk(String product, SplittableRandom random) {
        int topic = random.nextInt(TALKS.size());
        return new Said(TALK_SUBJECTS.get(topic), TALKS.get(topic).formatted(product));
    }

    static Said complaint(String product, SplittableRandom random) {
        int topic = random.nextInt(COMPLAINTS.size());
        return new Said(COMPLAINT_SUBJECTS.get(topic), COMPLAINTS.get(topic).formatted(product));
    }

    static String resolution(SplittableRandom random) {
        return oneOf(RESOLUTIONS, random);
    }

    static <T> T oneOf(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
