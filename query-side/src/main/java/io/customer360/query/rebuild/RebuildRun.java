package io.customer360.query.rebuild;

import io.customer360.events.customer.CustomerId;
import io.customer360.query.ledger.LedgerEntry;
import io.customer360.query.platform.Patience;
import io.customer360.query.platform.Reason;
import io.customer360.query.platform.RebuiltView;
import io.customer360.query.platform.elasticsearch.IndexVersions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a rebuild from where it is to its end. Every step can be repeated, so that an interruption costs what was under
 * way and nothing else; and no step of a run counts when another node has gone on with the rebuild.
 */
final class RebuildRun {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRun.class);

    private static final int PAGE = 1_000;

    /** So few facts that the readers may rest while they are folded. */
    private static final int NEARLY_CAUGHT_UP = 500;

    /** So many that the readers go on rather than rest while they are folded. */
    private static final int LEFT_BEHIND = 5_000;

    private Rebuild rebuild;
    private final RebuildMeans means;
    private final Rebuilds rebuilds;
    private final IndexVersions versions;
    private final Mandate mandate;
    private final Patience patience = new Patience(this::pause);

    RebuildRun(Rebuild rebuild, RebuildMeans means, Mandate mandate) {
        this.rebuild = rebuild;
        this.means = means;
        this.rebuilds = means.rebuilds();
        this.versions = means.versions();
        this.mandate = mandate;
    }

    private void pause(int tries, RuntimeException why) {
        // The transaction that is open, if one is, only reads.
        rebuilds.atOnce(run(), () -> rebuilds.hindered(run(), Reason.of(why)));
        mandate.pause(tries);
    }

    private Rebuilds.Run run() {
        return mandate.run();
    }

    /**
     * @throws Cancelled if that was asked for before the views have changed over
     * @throws GivenUp if it can't be brought to its end
     * @throws Superseded if a later run goes on with it
     * @throws CancellationException if the process ends
     */
    void toEnd() throws InterruptedException {
        boolean ended = false;
        while (!ended) {
            try {
                takeSteps();
                ended = true;
            } catch (OutOfDate found) {
                beginAnew(String.valueOf(found.getMessage()));
            }
        }
    }

    private void takeSteps() throws InterruptedException {
        if (!rebuild.views().isEmpty() && rebuild.phase() != RebuildPhase.ENDED && !hasTakenOver()) {
            lend();
            requireWhatIsThere();
            replaceWhatIsLive();
        }
        if (rebuild.kind() == RebuildKind.REBUILD) {
            from(RebuildPhase.PREPARING, this::prepare);
            from(
                    RebuildPhase.FOLDING,
                    () -> new Folding(rebuild, means, mandate, patience, this::giveUpIfTooManyFail).run());
            from(RebuildPhase.SETTLING, this::settle);
        }
        if (rebuild.phase() != RebuildPhase.ENDED) {
            while (!hasTakenOver()) {
                mandate.check();
                enter(RebuildPhase.CATCHING_UP);
                catchUp();
                changeOver();
            }
            settleParked();
        }
        tidyUp();
    }

    /**
     * Lets the live views be written again, for those whose rebuild it is to go on with when they are back.
     *
     * @return false if the views have changed over, so that whoever comes brings it to its end
     */
    boolean standBack() {
        if (hasTakenOver()) {
            return false;
        }
        // First of all, so that the run that was interrupted can't change over any more, whenever it wakes.
        lend();
        enter(RebuildPhase.CATCHING_UP);
        return true;
    }

    /** In all phases but one the live views are written: one that was interrupted in that one may take a while. */
    private void enter(RebuildPhase phase) {
        rebuilds.enter(run(), phase);
        means.writeBlock().liftWhereNothingChanges();
    }

    private interface Step {
        void take() throws InterruptedException;
    }

    private void from(RebuildPhase phase, Step step) throws InterruptedException {
        if (rebuild.phase().compareTo(phase) <= 0) {
            mandate.check();
            enter(phase);
            step.take();
        }
    }

    /** What was made before an interruption can be gone by now, or be made by another version. */
    private void requireWhatIsThere() {
        if (rebuild.kind() == RebuildKind.REVERSAL) {
            for (Rebuild.View view : rebuild.views()) {
                if (!versions.exists(view.nextIndex())) {
                    throw new GivenUp("Index %s is gone".formatted(view.nextIndex()));
                }
                if (!versions.isOurs(view.reader(), view.nextIndex())) {
                    throw new GivenUp(
                            "Index %s was made by another version of the application".formatted(view.nextIndex()));
                }
            }
            return;
        }
        if (!rebuild.madeBy().equals(means.makers().ours())) {
            throw new OutOfDate("it was interrupted, and goes on under another version of the application");
        }
        for (Rebuild.View view : rebuild.views()) {
            if (rebuild.phase() != RebuildPhase.PREPARING && !versions.exists(view.nextIndex())) {
                throw new OutOfDate("index %s was gone".formatted(view.nextIndex()));
            }
        }
    }

    /** The live index may have been lost since this began, and another one be made in its place. */
    private void replaceWhatIsLive() {
        for (Rebuild.View view : rebuild.views()) {
            String live = versions.live(view.reader());
            if (!live.equals(view.liveIndex())) {
                LOG.warn("Index {} is live no longer: {} is replaced in its place", view.liveIndex(), live);
                rebuilds.replacing(run(), view.reader(), live);
            }
        }
        rebuild = stored();
    }

    /**
     * From here on nothing that an earlier run still sends to the next indices is taken, nor can it change over to them
     * or delete them.
     */
    private void lend() {
        Map<String, String> there = rebuild.views().stream()
                .filter(view -> versions.exists(view.nextIndex()))
                .collect(Collectors.toMap(Rebuild.View::reader, Rebuild.View::nextIndex));
        if (!there.isEmpty()) {
            versions.lend(there, run().number());
        }
    }

    private void beginAnew(String reason) {
        mandate.checkNow();
        LOG.warn("The rebuild of the views begins anew: {}", reason);
        List<Rebuild.View> views = nextViews();
        deleteNextIndices();
        rebuilds.beginAnew(
                run(),
                means.makers().ours(),
                "Begun anew, because " + reason,
                means.ledger().headPosition(),
                views);
        rebuild = stored();
    }

    private Rebuild stored() {
        return rebuilds.find(rebuild.id()).orElseThrow(() -> new Superseded(run()));
    }

    private void prepare() {
        if (rebuild.views().isEmpty()) {
            rebuilds.addViews(run(), means.makers().ours(), nextViews());
            rebuild = stored();
        }
        rebuild.views().forEach(view -> versions.create(view.reader(), view.nextIndex()));
        lend();
    }

    private List<Rebuild.View> nextViews() {
        return versions.readers().stream()
                .map(reader -> new Rebuild.View(
                        reader, versions.live(reader), versions.next(reader, rebuilds.indicesOf(reader))))
                .toList();
    }

    private void giveUpIfTooManyFail() {
        long failures = rebuilds.failureCount(rebuild.id());
        if (failures > means.properties().mostFailures()) {
            String first = rebuild.views().stream()
                    .flatMap(view -> rebuilds.failures(rebuild.id(), view.reader()).entrySet().stream())
                    .findFirst()
                    .map(failure -> "%s at position %d: %s"
                            .formatted(
                                    failure.getKey(),
                                    failure.getValue().position(),
                                    failure.getValue().error()))
                    .orElse("");
            throw new GivenUp(
                    "The facts of %d customers can't be folded, which is more than customer360.rebuild.most-failures allows. One of them is customer %s"
                            .formatted(failures, first));
        }
    }

    private void settle() {
        takeOutWhatIsDiscarded();
        for (Rebuild.View view : rebuild.views()) {
            means.rebuilding()
                    .ofNobody(view.reader(), rebuild.position())
                    .ifPresent(failure -> rebuilds.addFailure(run(), view.reader(), RebuiltView.NOBODY, failure));
            versions.settle(view.reader(), view.nextIndex());
            long written = rebuilds.documents(rebuild.id(), view.reader());
            long found = versions.count(view.nextIndex());
            // Nobody knows any more how many of these were those of customers that were folded again.
            long unknown = rebuilds.factsFoldedAgain(rebuild.id(), view.reader());
            // Of a customer whose documents were refused, some are there and some are not.
            boolean refused = rebuilds.failures(rebuild.id(), view.reader()).values().stream()
                    .anyMatch(RebuiltView.Failure::refused);
            if (found > written + unknown || (!refused && found < written - unknown)) {
                throw new GivenUp(
                        "Index %s has %d documents where %d were written".formatted(view.nextIndex(), found, written));
            }
        }
    }

    // ---- in the ledger's order

    private void catchUp() {
        if (rebuild.kind() == RebuildKind.REVERSAL) {
            versions.blockWrites(nextIndices(), false);
        }
        takeOutWhatIsDiscarded();
        long caughtUpTo = reached();
        List<? extends RebuiltView<?>> views = openAll(patience);
        rebuilds.compared(run(), means.sampling().compare(rebuild.views(), caughtUpTo));
        long head = means.ledger().headPosition();
        while (head - caughtUpTo > NEARLY_CAUGHT_UP) {
            caughtUpTo = catchUp(views, caughtUpTo, head);
            giveUpIfTooManyFail();
            head = means.ledger().headPosition();
        }
        versions.refresh(nextIndices());
    }

    private void takeOutWhatIsDiscarded() {
        new TakingOut(rebuild, means, mandate, patience).run(reached());
    }

    private long reached() {
        return stored().caughtUpTo();
    }

    private List<? extends RebuiltView<?>> openAll(Patience patience) {
        return rebuild.views().stream()
                .map(view -> means.rebuilding()
                        .open(
                                view.reader(),
                                versions.lent(view.reader(), run().number()),
                                patience,
                                rebuilds.failures(rebuild.id(), view.reader())))
                .toList();
    }

    private long catchUp(List<? extends RebuiltView<?>> views, long from, long to) {
        long position = from;
        while (position < to) {
            mandate.check();
            List<LedgerEntry> page = means.ledger().readAfter(position, (int) Math.min(PAGE, to - position));
            List<? extends EventMessage<?>> messages = means.source().messagesOf(page);
            views.forEach(view -> view.catchUp(messages));
            position = page.getLast().position();
            rebuilds.caughtUp(run(), position, views, means.underWay().take());
        }
        return position;
    }

    /**
     * The next views come as far as the live ones are, and take their place. The live ones refuse writes from here on,
     * also when they are replaced; if it comes to nothing, they take them again.
     */
    private void changeOver() {
        long begin = System.nanoTime();
        rebuilds.enter(run(), RebuildPhase.CHANGING_OVER);
        AtomicBoolean asked = new AtomicBoolean();
        try {
            means.rebuilding().whileReadersRest(() -> {
                mandate.checkNow();
                means.writeBlock().set(liveIndices());
                if (comesLevel()) {
                    asked.set(true);
                    changeAliases();
                    LOG.info(
                            "The views have changed over; their readers rested for {} ms",
                            (System.nanoTime() - begin) / 1_000_000);
                }
            });
        } catch (RuntimeException hindrance) {
            // Once Elasticsearch was asked, it may still do it, until the indices are lent to another run.
            if (!asked.get()) {
                goOnCatchingUp(hindrance);
            }
            throw hindrance;
        }
    }

    private void goOnCatchingUp(RuntimeException hindrance) {
        try {
            enter(RebuildPhase.CATCHING_UP);
        } catch (RuntimeException hinderedToo) {
            hindrance.addSuppressed(hinderedToo);
        }
    }

    /** @return false if there is too much to do for it while the readers rest */
    private boolean comesLevel() {
        long from = reached();
        long to = furthest();
        if (to - from > LEFT_BEHIND) {
            return false;
        }
        List<? extends RebuiltView<?>> views = openAll(Patience.NONE);
        catchUp(views, from, to);
        giveUpIfTooManyFail();
        // Nobody can discard anything while the readers rest.
        boolean hasDiscarded = rebuild.views().stream()
                .anyMatch(view ->
                        !rebuilds.discardedSince(rebuild.id(), view.reader()).isEmpty());
        if (hasDiscarded) {
            return false;
        }
        park(views);
        versions.refresh(nextIndices());
        mandate.checkNow();
        // Nobody takes over between this and the change; and if the database thinks otherwise, because this process has
        // been away, Elasticsearch refuses the change of a run that has lent the indices no more.
        rebuilds.hold(run());
        return true;
    }

    private void changeAliases() {
        versions.changeOver(
                rebuild.views().stream()
                        .map(view -> new IndexVersions.Change(view.reader(), view.liveIndex(), view.nextIndex()))
                        .toList(),
                run().number());
        letReadersGoOn(rebuild.views(), reached());
    }

    private long furthest() {
        return rebuild.views().stream()
                .mapToLong(view -> means.rebuilding().furthest(view.reader()))
                .max()
                .orElse(0);
    }

    /** Before the change, and only more than is parked already: whatever comes of it, the live views lack nothing. */
    private void park(List<? extends RebuiltView<?>> views) {
        long replacedAt = rebuild.views().stream()
                .mapToLong(view -> means.rebuilding().slowest(view.reader()))
                .min()
                .orElse(0);
        rebuilds.atOnce(run(), () -> {
            rebuilds.replaced(run(), replacedAt);
            for (RebuiltView<?> view : views) {
                rebuilds.keepParked(rebuild.id(), view.reader());
                view.failures()
                        .forEach((customer, failure) -> means.rebuilding().park(view.reader(), customer, failure));
            }
        });
    }

    /** After the change, also where it was interrupted right then. */
    private void settleParked() {
        long upTo = reached();
        means.rebuilding().whileReadersRest(() -> {
            rebuilds.hold(run());
            letReadersGoOn(rebuild.views().stream().filter(this::hasTakenOver).toList(), upTo);
            rebuilds.enter(run(), RebuildPhase.ENDED);
        });
    }

    /**
     * From where the new views have come. What was parked and is in them is parked no longer: the readers would park
     * what follows of that customer.
     */
    private void letReadersGoOn(List<Rebuild.View> views, long upTo) {
        for (Rebuild.View view : views) {
            Map<CustomerId, RebuiltView.Failure> failures = rebuilds.failures(rebuild.id(), view.reader());
            means.rebuilding().forgetParkedBut(view.reader(), failures.keySet(), upTo);
            means.rebuilding().goOnWith(view.reader(), upTo, failures);
        }
    }

    private List<String> liveIndices() {
        return rebuild.views().stream().map(Rebuild.View::liveIndex).toList();
    }

    private List<String> nextIndices() {
        return rebuild.views().stream().map(Rebuild.View::nextIndex).toList();
    }

    /** The aliases change all at once; but an index may have been lost since, and its reader have begun another one. */
    private boolean hasTakenOver() {
        return rebuild.views().stream().anyMatch(this::hasTakenOver);
    }

    private boolean hasTakenOver(Rebuild.View view) {
        return versions.live(view.reader()).equals(view.nextIndex());
    }

    /** Keeps the views that were replaced, for a way back, and no others that rebuilds have made. */
    private void tidyUp() {
        Set<String> others = new LinkedHashSet<>();
        rebuild.views().forEach(view -> others.addAll(rebuilds.indicesOf(view.reader())));
        rebuild.views().forEach(view -> others.removeAll(Set.of(view.liveIndex(), view.nextIndex())));
        // While this one has not ended, none of them is a later one's, and it can't end meanwhile.
        rebuilds.atOnce(run(), () -> others.forEach(versions::delete));
    }

    /** What was made of the next views is of no use; the live ones go on. */
    void discard() {
        if (rebuild.views().isEmpty() || hasTakenOver()) {
            return;
        }
        if (rebuild.kind() == RebuildKind.REBUILD) {
            deleteNextIndices();
        }
    }

    private void deleteNextIndices() {
        rebuild.views().forEach(view -> versions.deleteLent(view.reader(), view.nextIndex(), run().number()));
    }
}
