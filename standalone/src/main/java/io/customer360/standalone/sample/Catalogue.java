package io.customer360.standalone.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What the company of the sample sells; prices in yuan. */
final class Catalogue {

    static final List<Product> FOR_ORGANISATIONS = List.of(
            new Product("离心泵 CP-200", 4_800, 0.62, 8),
            new Product("Ball valve BV-50", 320, 0.55, 60),
            new Product("压力传感器 PS-10", 680, 0.48, 30),
            new Product("Servo motor SM-750", 2_950, 0.66, 12),
            new Product("密封件套装 SK-3", 145, 0.40, 80),
            new Product("PLC controller C-16", 3_600, 0.58, 6),
            new Product("滚珠轴承 6205", 28, 0.50, 400),
            new Product("Flow meter FM-80", 2_200, 0.57, 8),
            new Product("变频器 VF-22", 5_400, 0.63, 5),
            new Product("年度保养合同 Maintenance contract", 18_000, 0.70, 1),
            new Product("Heat exchanger HX-4", 12_500, 0.68, 2),
            new Product("过滤器滤芯 FC-9", 88, 0.42, 120));

    static final List<Product> FOR_INDIVIDUALS = List.of(
            new Product("净水器 AquaHome 5", 1_899, 0.60, 1),
            new Product("滤芯 AquaHome filter", 129, 0.35, 2),
            new Product("空气净化器 PureAir S", 1_499, 0.58, 1),
            new Product("Kettle K-17", 249, 0.52, 1),
            new Product("咖啡机 Espresso M", 2_399, 0.61, 1),
            new Product("加湿器 Mist 3", 359, 0.50, 1),
            new Product("Robot vacuum R2", 2_699, 0.64, 1),
            new Product("延保服务 Warranty plus", 299, 0.20, 1));

    private Catalogue() {}

    /**
     * Something to buy.
     *
     * @param price of one unit
     * @param costShare what the company pays for it, as part of the price
     * @param usualQuantity how many an organisation or person buys at once
     */
    record Product(String name, int price, double costShare, int usualQuantity) {

        BigDecimal cost() {
            return BigDecimal.valueOf(price * costShare).setScale(2, RoundingMode.HALF_EVEN);
        }
    }
}
