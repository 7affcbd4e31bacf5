package io.customer360.standalone.sample;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.datafaker.Faker;

/** Names of people, in Chinese script and in Latin with its accents. */
final class People {

    /** Who works for the company of the sample. */
    static final List<String> STAFF = List.of(
            "王芳",
            "陈志强",
            "Li Na",
            "张伟",
            "刘洋",
            "Sophie Lefèvre",
            "赵敏",
            "Michael Brown",
            "孙丽",
            "周杰",
            "吴秀英",
            "Jürgen Weiß",
            "徐静",
            "黄磊",
            "Priya Nair",
            "朱晓明",
            "何雪梅",
            "Tomás García");

    private static final List<Word> SURNAMES = List.of(
            new Word("王", "wang"),
            new Word("李", "li"),
            new Word("张", "zhang"),
            new Word("刘", "liu"),
            new Word("陈", "chen"),
            new Word("杨", "yang"),
            new Word("赵", "zhao"),
            new Word("黄", "huang"),
            new Word("周", "zhou"),
            new Word("吴", "wu"),
            new Word("徐", "xu"),
            new Word("孙", "sun"),
            new Word("胡", "hu"),
            new Word("朱", "zhu"),
            new Word("高", "gao"),
            new Word("林", "lin"),
            new Word("何", "he"),
            new Word("郭", "guo"),
            new Word("马", "ma"),
            new Word("罗", "luo"),
            new Word("梁", "liang"),
            new Word("宋", "song"),
            new Word("郑", "zheng"),
            new Word("谢", "xie"),
            new Word("韩", "han"),
            new Word("唐", "tang"),
            new Word("冯", "feng"),
            new Word("于", "yu"),
            new Word("董", "dong"),
            new Word("萧", "xiao"),
            new Word("程", "cheng"),
            new Word("曹", "cao"),
            new Word("袁", "yuan"),
            new Word("邓", "deng"),
            new Word("许", "xu"),
            new Word("傅", "fu"),
            new Word("沈", "shen"),
            new Word("曾", "zeng"),
            new Word("彭", "peng"),
            new Word("吕", "lü"),
            new Word("欧阳", "ouyang"),
            new Word("司马", "sima"),
            new Word("诸葛", "zhuge"));

    private static final List<Word> GIVEN = List.of(
            new Word("伟", "wei"),
            new Word("芳", "fang"),
            new Word("娜", "na"),
            new Word("秀英", "xiuying"),
            new Word("敏", "min"),
            new Word("静", "jing"),
            new Word("丽", "li"),
            new Word("强", "qiang"),
            new Word("磊", "lei"),
            new Word("军", "jun"),
            new Word("洋", "yang"),
            new Word("勇", "yong"),
            new Word("艳", "yan"),
            new Word("杰", "jie"),
            new Word("娟", "juan"),
            new Word("涛", "tao"),
            new Word("明", "ming"),
            new Word("超", "chao"),
            new Word("秀兰", "xiulan"),
            new Word("霞", "xia"),
            new Word("平", "ping"),
            new Word("刚", "gang"),
            new Word("桂英", "guiying"),
            new Word("文博", "wenbo"),
            new Word("雨桐", "yutong"),
            new Word("子涵", "zihan"),
            new Word("浩然", "haoran"),
            new Word("诗涵", "shihan"),
            new Word("国藩", "guofan"),
            new Word("志远", "zhiyuan"),
            new Word("建华", "jianhua"),
            new Word("晓东", "xiaodong"),
            new Word("美玲", "meiling"),
            new Word("思远", "siyuan"),
            new Word("佳怡", "jiayi"),
            new Word("俊杰", "junjie"),
            new Word("海燕", "haiyan"),
            new Word("春梅", "chunmei"),
            new Word("立新", "lixin"),
            new Word("天宇", "tianyu"));

    private static final List<Locale> ABROAD =
            List.of(Locale.UK, Locale.GERMANY, Locale.FRANCE, Locale.of("es"), Locale.of("pl"), Locale.of("pt"));
    private static final int NAMES_OF_EACH = 120;

    private final List<Person> latin;

    /** @param seed for the names that Datafaker makes up */
    People(long seed) {
        latin = ABROAD.stream()
                .flatMap(locale -> of(new Faker(locale, new Random(seed))))
                .toList();
    }

    private static Stream<Person> of(Faker faker) {
        return IntStream.range(0, NAMES_OF_EACH).mapToObj(i -> {
            String first = faker.name().firstName();
            String last = faker.name().lastName();
            return new Person(first + " " + last, plain(first) + "." + plain(last));
        });
    }

    Person chinese(Dice dice) {
        Word surname = dice.mostlyFirst(SURNAMES);
        Word given = dice.oneOf(GIVEN);
        return new Person(surname.chinese() + given.chinese(), plain(surname.latin()) + "." + given.latin());
    }

    Person latin(Dice dice) {
        return dice.oneOf(latin);
    }

    /** As an address of an e-mail can have it. */
    static String plain(String name) {
        return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replace("ł", "l")
                .replace("ß", "ss")
                .replaceAll("[^a-z0-9]", "");
    }

    /** @param mailbox the part of an e-mail address before the {@code @} */
    record Person(String name, String mailbox) {}

    /** A word and how it is written in Latin. */
    record Word(String chinese, String latin) {}
}
