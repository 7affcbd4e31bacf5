package io.customer360.command.purchase;

import static io.customer360.command.platform.Rejection.CURRENCY_DIFFERS;
import static io.customer360.command.platform.Rejection.INVALID_VALUE;
import static io.customer360.command.platform.Rejection.OCCURRED_TOO_EARLY;
import static io.customer360.command.platform.Rejection.PAYMENT_EXCEEDS_OUTSTANDING;
import static io.customer360.command.platform.Rejection.PURCHASE_ALREADY_CANCELLED;
import static io.customer360.command.platform.Rejection.PURCHASE_ALREADY_RETURNED;
import static io.customer360.command.platform.Rejection.PURCHASE_ALREADY_SETTLED;
import static io.customer360.command.platform.Rejection.PURCHASE_LINE_NOT_FOUND;
import static io.customer360.command.platform.Rejection.RETURN_EXCEEDS_PURCHASE;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import io.customer360.command.platform.Rejected;
import io.customer360.events.PurchaseEvent;
import io.customer360.events.PurchaseEvent.GoodsReturned;
import io.customer360.events.PurchaseEvent.PaymentReceived;
import io.customer360.events.PurchaseEvent.PurchaseCancelled;
import io.customer360.events.PurchaseEvent.PurchasePlaced;
import io.customer360.events.customer.CustomerId;
import io.customer360.events.purchase.Money;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.purchase.PurchaseLine;
import io.customer360.events.purchase.ReturnedLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A purchase: what the customer still has of it, and what is still owed for it. */
@Aggregate(type = Purchase.TYPE)
public class Purchase {

    /** The aggregate's type in the event store, and the kind of its external references. */
    public static final String TYPE = "Purchase";

    @AggregateIdentifier
    private PurchaseId purchaseId;

    private CustomerId customerId;
    private @Nullable String orderNumber;
    private Instant purchasedAt;
    private Money outstanding;
    private final Map<Integer, LineLeft> left = new TreeMap<>();
    private boolean cancelled;

    /** For Axon, which sets the state by the events that follow. */
    @SuppressWarnings("NullAway.Init")
    Purchase() {}

    @SuppressWarnings("NullAway.Init")
    private Purchase(PurchasePlaced placed) {
        apply(placed);
    }

    /** Begins the life of a purchase, from within the customer who buys. */
    public static void place(PlacePurchase command) throws Exception {
        // Decided before the aggregate is created: Axon logs what fails inside createNew as a malfunction.
        PurchasePlaced placed = placed(command);
        createNew(Purchase.class, () -> new Purchase(placed));
    }

    boolean isOf(CustomerId buyer) {
        return customerId.equals(buyer);
    }

    private static PurchasePlaced placed(PlacePurchase command) {
        if (command.currency().getDefaultFractionDigits() < 0) {
            throw new Rejected(
                    INVALID_VALUE,
                    "%s is not a currency that one pays with. Give an ISO 4217 code such as CNY or EUR."
                            .formatted(command.currency().getCurrencyCode()));
        }
        int size = command.lines().size();
        if (size == 0 || size > Bounds.MOST_LINES) {
            throw new Rejected(
                    INVALID_VALUE, "A purchase has from 1 to %d lines, not %d.".formatted(Bounds.MOST_LINES, size));
        }
        List<PurchaseLine> lines = IntStream.rangeClosed(1, size)
                .mapToObj(number -> command.lines().get(number - 1).priced(number, command.currency()))
                .toList();
        BigDecimal total = lines.stream().map(PurchaseLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        Bounds.amount("The sum of the lines", total, command.currency().getDefaultFractionDigits());
        return new PurchasePlaced(
                command.purchaseId(),
                command.customerId(),
                command.occurredAt(),
                command.orderNumber(),
                lines,
                new Money(total, command.currency()),
                command.externalReference());
    }

    @CommandHandler
    void handle(ReceivePayment command) {
        refuseIfCancelled("can't be paid any more");
        if (outstanding.amount().signum() <= 0) {
            throw new Rejected(
                    PURCHASE_ALREADY_SETTLED,
                    "This purchase is settled: outstanding is %s. Check the purchase's id, or whether the payment was recorded before."
                            .formatted(outstanding));
        }
        Money amount = amountOf(command);
        if (amount.amount().compareTo(outstanding.amount()) > 0) {
            throw new Rejected(
                    PAYMENT_EXCEEDS_OUTSTANDING,
                    "%s is more than the %s that is outstanding for this purchase. Record %s here, and the rest where it belongs."
                            .formatted(amount, outstanding, outstanding));
        }
        apply(new PaymentReceived(
                purchaseId,
                customerId,
                command.occurredAt(),
                orderNumber,
                amount,
                outstanding.minus(amount),
                command.paymentReference()));
    }

    @CommandHandler
    void handle(ReturnGoods command) {
        refuseReturnAt(command.occurredAt());
        Set<Integer> named = new HashSet<>();
        List<ReturnedLine> lines = new ArrayList<>();
        for (ReturnGoods.Part part : command.parts()) {
            if (!named.add(part.line())) {
                throw new Rejected(
                        INVALID_VALUE,
                        "Line %d is named twice. Name it once, with the whole quantity.".formatted(part.line()));
            }
            lines.add(returned(part));
        }
        applyReturn(command.occurredAt(), lines, command.reason());
    }

    @CommandHandler
    void handle(ReturnAllGoods command) {
        refuseReturnAt(command.occurredAt());
        applyReturn(command.occurredAt(), allThatIsLeft(), command.reason());
    }

    @CommandHandler
    void handle(CancelPurchase command) {
        if (cancelled) {
            return;
        }
        refuseBeforePurchase(command.occurredAt(), "cancelled");
        List<ReturnedLine> lines = allThatIsLeft();
        refuseIfNothing(lines, "cancel");
        Money amount = sum(lines);
        apply(new PurchaseCancelled(
                purchaseId,
                customerId,
                command.occurredAt(),
                orderNumber,
                purchasedAt,
                lines,
                amount,
                outstanding.minus(amount),
                command.reason()));
    }

    @EventSourcingHandler
    void on(PurchaseEvent event) {
        switch (event) {
            case PurchasePlaced placed -> {
                purchaseId = placed.purchaseId();
                customerId = placed.customerId();
                orderNumber = placed.orderNumber();
                purchasedAt = placed.occurredAt();
                outstanding = placed.total();
                placed.lines().forEach(line -> left.put(line.number(), LineLeft.of(line)));
            }
            case PaymentReceived payment -> outstanding = payment.outstanding();
            case GoodsReturned goods -> {
                outstanding = goods.outstanding();
                goods.lines().forEach(line -> left.computeIfPresent(line.number(), (number, rest) -> rest.less(line)));
            }
            case PurchaseCancelled cancellation -> {
                outstanding = cancellation.outstanding();
                left.clear();
                cancelled = true;
            }
        }
    }

    private Money amountOf(ReceivePayment command) {
        if (command.currency() != null && !command.currency().equals(outstanding.currency())) {
            throw new Rejected(
                    CURRENCY_DIFFERS,
                    "This purchase is in %s; a payment in %s can't be set against it. Convert it first."
                            .formatted(outstanding.currency(), command.currency()));
        }
        BigDecimal amount =
                Bounds.amount("amount", command.amount(), outstanding.amount().scale());
        return new Money(Bounds.aboveZero("amount", amount), outstanding.currency());
    }

    private ReturnedLine returned(ReturnGoods.Part part) {
        LineLeft rest = left.get(part.line());
        if (rest == null) {
            throw new Rejected(
                    PURCHASE_LINE_NOT_FOUND,
                    "This purchase has no line %d; its lines are numbered from 1 to %d."
                            .formatted(part.line(), left.size()));
        }
        BigDecimal quantity = Bounds.quantity("Line %d: quantity".formatted(part.line()), part.quantity());
        if (quantity.compareTo(rest.quantity()) > 0) {
            throw new Rejected(
                    RETURN_EXCEEDS_PURCHASE,
                    "Line %d (%s): %s can't be returned. Of %s bought, %s is left to return."
                            .formatted(
                                    part.line(),
                                    rest.line().product(),
                                    quantity.toPlainString(),
                                    rest.line().quantity().toPlainString(),
                                    rest.quantity().toPlainString()));
        }
        return rest.part(quantity);
    }

    private List<ReturnedLine> allThatIsLeft() {
        return left.values().stream()
                .filter(line -> !line.isNothing())
                .map(LineLeft::all)
                .toList();
    }

    private void applyReturn(Instant occurredAt, List<ReturnedLine> lines, @Nullable String reason) {
        refuseIfNothing(lines, "return");
        Money amount = sum(lines);
        apply(new GoodsReturned(
                purchaseId,
                customerId,
                occurredAt,
                orderNumber,
                purchasedAt,
                lines,
                amount,
                outstanding.minus(amount),
                reason));
    }

    private Money sum(List<ReturnedLine> lines) {
        return new Money(
                lines.stream().map(ReturnedLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
                outstanding.currency());
    }

    private void refuseReturnAt(Instant occurredAt) {
        refuseIfCancelled("has nothing left to return");
        refuseBeforePurchase(occurredAt, "returned");
    }

    private void refuseIfCancelled(String consequence) {
        if (cancelled) {
            throw new Rejected(
                    PURCHASE_ALREADY_CANCELLED,
                    "This purchase was cancelled and %s. Outstanding is %s. If it goes ahead after all, place it anew."
                            .formatted(consequence, outstanding));
        }
    }

    private void refuseBeforePurchase(Instant occurredAt, String what) {
        if (occurredAt.isBefore(purchasedAt)) {
            throw new Rejected(
                    OCCURRED_TOO_EARLY,
                    "It was bought at %s and can't have been %s at %s, before that. Correct occurredAt."
                            .formatted(purchasedAt, what, occurredAt));
        }
    }

    private static void refuseIfNothing(List<ReturnedLine> lines, String what) {
        if (lines.isEmpty()) {
            throw new Rejected(
                    PURCHASE_ALREADY_RETURNED,
                    "Everything of this purchase has been returned already; there is nothing left to %s."
                            .formatted(what));
        }
    }
}
