package io.customer360.standalone.sample;

import java.util.List;

/** Where customers are: around Shanghai for the most part, and abroad. */
final class Places {

    static final List<Place> NEAR = List.of(
            new Place("上海", "shanghai", "上海市", "200", "021", "CN", "华东"),
            new Place("苏州", "suzhou", "江苏省", "215", "0512", "CN", "华东"),
            new Place("宁波", "ningbo", "浙江省", "315", "0574", "CN", "华东"),
            new Place("杭州", "hangzhou", "浙江省", "310", "0571", "CN", "华东"),
            new Place("无锡", "wuxi", "江苏省", "214", "0510", "CN", "华东"),
            new Place("南京", "nanjing", "江苏省", "210", "025", "CN", "华东"),
            new Place("嘉兴", "jiaxing", "浙江省", "314", "0573", "CN", "华东"),
            new Place("常州", "changzhou", "江苏省", "213", "0519", "CN", "华东"),
            new Place("昆山", "kunshan", "江苏省", "215", "0512", "CN", "华东"),
            new Place("合肥", "hefei", "安徽省", "230", "0551", "CN", "华东"),
            new Place("深圳", "shenzhen", "广东省", "518", "0755", "CN", "华南"),
            new Place("广州", "guangzhou", "广东省", "510", "020", "CN", "华南"),
            new Place("武汉", "wuhan", "湖北省", "430", "027", "CN", "华中"),
            new Place("北京", "beijing", "北京市", "100", "010", "CN", "华北"),
            new Place("成都", "chengdu", "四川省", "610", "028", "CN", "西南"));

    static final List<Place> ABROAD = List.of(
            new Place("Hamburg", "hamburg", "Hamburg", "20", "+49 40", "DE", "Europe"),
            new Place("München", "muenchen", "Bayern", "80", "+49 89", "DE", "Europe"),
            new Place("Lyon", "lyon", "Auvergne-Rhône-Alpes", "69", "+33 4 72", "FR", "Europe"),
            new Place("Kraków", "krakow", "Małopolskie", "30", "+48 12", "PL", "Europe"),
            new Place("Bilbao", "bilbao", "Euskadi", "48", "+34 94", "ES", "Europe"),
            new Place("Porto", "porto", "Porto", "40", "+351 22", "PT", "Europe"),
            new Place("Birmingham", "birmingham", "West Midlands", "B1", "+44 121", "GB", "Europe"),
            new Place("Göteborg", "goteborg", "Västra Götaland", "41", "+46 31", "SE", "Europe"),
            new Place("São Paulo", "saopaulo", "São Paulo", "01", "+55 11", "BR", "Americas"),
            new Place("Chicago", "chicago", "Illinois", "60", "+1 312", "US", "Americas"),
            new Place("Ōsaka", "osaka", "Ōsaka", "53", "+81 6", "JP", "Asia Pacific"),
            new Place("Singapore", "singapore", "Singapore", "01", "+65", "SG", "Asia Pacific"));

    static final List<String> CHINESE_STREETS =
            List.of("人民路", "中山路", "工业园区星湖街", "解放路", "创新大道", "科技路", "建设路", "滨江大道", "长江路", "南京西路", "文汇路", "金鸡湖大道");

    static final List<String> STREETS_ABROAD = List.of(
            "Hafenstraße",
            "Rue de la République",
            "Station Road",
            "Calle Mayor",
            "ulica Długa",
            "Industrial Park",
            "Avenida da Liberdade",
            "Lakeshore Drive");

    private Places() {}

    /**
     * A city.
     *
     * @param latin its name as part of a domain
     * @param postalCode how postal codes begin there
     * @param area the telephone area, with the country's code abroad
     * @param region the sales region
     */
    record Place(
            String city, String latin, String province, String postalCode, String area, String country, String region) {

        boolean isChinese() {
            return country.equals("CN");
        }
    }
}
