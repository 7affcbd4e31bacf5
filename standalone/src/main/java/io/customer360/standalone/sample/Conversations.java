package io.customer360.standalone.sample;

import io.customer360.events.service.ServiceCaseType;
import java.util.List;

/** What people say and write, in Chinese and in English; {@code %s} is the product. */
final class Conversations {

    static final List<Topic> CONTACTS_CHINESE = List.of(
            new Topic("询价", "客户询问%s的批量价格和交货期，需要本周内书面报价。"),
            new Topic("拜访纪要", "拜访客户工厂，了解%s的使用情况，生产负责人对质量表示认可，希望缩短交期。"),
            new Topic("交货期确认", "客户来电确认%s的发货时间，已答复预计五个工作日内到货。"),
            new Topic("技术交流", "与客户技术部讨论%s的选型和安装要求，后续发送图纸和参数表。"),
            new Topic("年度框架协议", "商谈明年的框架协议，客户希望%s降价百分之三，并延长账期到六十天。"),
            new Topic("付款提醒", "提醒客户%s的货款已到期，财务答应本周安排付款。"),
            new Topic("展会跟进", "在上海展会上认识，对%s感兴趣，约定下周电话详谈。"),
            new Topic("节日问候", "电话问候，客户对%s的使用感到满意，暂无新需求。"));

    static final List<Topic> CONTACTS_ENGLISH = List.of(
            new Topic(
                    "Quotation asked",
                    "Asked for a price and lead time for a larger lot of %s; written offer due this week."),
            new Topic(
                    "Plant visit",
                    "Visited the plant. %s runs well; the production manager wants shorter delivery times."),
            new Topic("Delivery date", "Called to confirm the shipping date of %s. Promised five working days."),
            new Topic(
                    "Technical talk",
                    "Discussed selection and mounting of %s with their engineers; drawings to follow."),
            new Topic(
                    "Frame contract",
                    "Negotiated next year's frame contract; they want 3 % off on %s and 60 days to pay."),
            new Topic(
                    "Payment reminder", "Reminded them of the overdue invoice for %s; accounting will pay this week."),
            new Topic("Follow-up after the fair", "Met at the fair, interested in %s. Call agreed for next week."),
            new Topic("Feedback", "Courtesy call: happy with %s, nothing needed at the moment."));

    static final List<Case> CASES_CHINESE = List.of(
            new Case(ServiceCaseType.COMPLAINT, "产品漏水", "%s使用两周后接口处开始漏水，影响生产，要求尽快处理。", "更换密封圈并重新测试，恢复正常。"),
            new Case(ServiceCaseType.COMPLAINT, "噪音过大", "%s运行时噪音明显变大，怀疑轴承有问题。", "现场检查后更换轴承，噪音消失。"),
            new Case(ServiceCaseType.COMPLAINT, "发货延迟", "%s比约定时间晚到一周，生产线停工两天，非常不满意。", "向客户道歉，赠送备件一套，并优先安排后续订单。"),
            new Case(ServiceCaseType.COMPLAINT, "数量不符", "收到的%s数量与订单不符，少了两件。", "核实后补发，运费由我方承担。"),
            new Case(ServiceCaseType.REQUEST, "申请发票", "请补开%s的增值税专用发票。", "发票已开具并快递寄出。"),
            new Case(ServiceCaseType.REQUEST, "备件需求", "需要%s的备件清单和价格。", "已发送备件清单和报价。"),
            new Case(ServiceCaseType.ENQUIRY, "使用咨询", "咨询%s的保养周期和注意事项。", "已电话说明，并发送保养手册。"),
            new Case(ServiceCaseType.REPAIR, "设备故障", "%s无法启动，显示故障代码E07。", "更换电源模块，设备恢复运行。"),
            new Case(ServiceCaseType.INSTALLATION, "安装调试", "请安排工程师上门安装%s。", "已完成安装调试，客户签字确认。"),
            new Case(ServiceCaseType.MAINTENANCE, "定期保养", "%s到保养时间，请安排人员。", "完成保养，更换滤芯。"),
            new Case(ServiceCaseType.RETURN_VISIT, "回访", "对%s的维修结果进行回访。", "客户表示满意。"));

    static final List<Case> CASES_ENGLISH = List.of(
            new Case(
                    ServiceCaseType.COMPLAINT,
                    "Leaking after two weeks",
                    "%s leaks at the joint after only two weeks. We had to stop a line.",
                    "Replaced the gasket and tested it again; no leak."),
            new Case(
                    ServiceCaseType.COMPLAINT,
                    "Far too noisy",
                    "%s has become very noisy, probably the bearing.",
                    "Bearing replaced on site."),
            new Case(
                    ServiceCaseType.COMPLAINT,
                    "Late delivery",
                    "%s came a week later than agreed and nobody told us. Very disappointing.",
                    "Apologised, sent spare parts free of charge, next order has priority."),
            new Case(
                    ServiceCaseType.COMPLAINT,
                    "Wrong quantity",
                    "Two pieces of %s are missing from the delivery.",
                    "Missing pieces sent at our expense."),
            new Case(ServiceCaseType.REQUEST, "Invoice copy", "Please send a copy of the invoice for %s.", "Sent."),
            new Case(
                    ServiceCaseType.REQUEST,
                    "Spare parts list",
                    "We need the list of spare parts for %s with prices.",
                    "List and prices sent."),
            new Case(
                    ServiceCaseType.ENQUIRY,
                    "Maintenance interval",
                    "How often does %s need maintenance, and what has to be observed?",
                    "Explained by phone and sent the manual."),
            new Case(
                    ServiceCaseType.REPAIR,
                    "Does not start",
                    "%s does not start and shows error E07.",
                    "Power module replaced, runs again."),
            new Case(
                    ServiceCaseType.INSTALLATION,
                    "Installation",
                    "Please send an engineer to install %s.",
                    "Installed and commissioned."),
            new Case(
                    ServiceCaseType.RETURN_VISIT,
                    "Return visit",
                    "Visit after the repair of %s.",
                    "The customer is satisfied."));

    static final List<String> RETURN_REASONS_CHINESE = List.of("型号不符", "多订了", "外观有划痕", "不再需要");
    static final List<String> RETURN_REASONS_ENGLISH =
            List.of("Wrong model", "Ordered too many", "Scratched on arrival", "No longer needed");

    private Conversations() {}

    /** What a contact was about. */
    record Topic(String subject, String text) {}

    /** What a service case was about, and how it ended. */
    record Case(ServiceCaseType type, String subject, String text, String resolution) {}
}
