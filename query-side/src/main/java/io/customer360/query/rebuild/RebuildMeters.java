package io.customer360.query.rebuild;

import io.customer360.query.platform.Watched;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The rebuild that is running as meters, the same on every node but for what the node that runs it has not stored yet.
 * While none is running, its progress is not a number; while the database can't be asked, nothing is one.
 */
@Component
class RebuildMeters implements MeterBinder, Watched {

    private final Rebuilds rebuilds;
    private final RebuildReports reports;

    private volatile @Nullable Seen seen;

    private record Seen(@Nullable RebuildReport running) {}

    RebuildMeters(Rebuilds rebuilds, RebuildReports reports) {
        this.rebuilds = rebuilds;
        this.reports = reports;
    }

    @Override
    public void look() {
        seen = new Seen(rebuilds.running().map(reports::of).orElse(null));
    }

    @Override
    public void forget() {
        seen = null;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("customer360.rebuild.running", this, RebuildMeters::running)
                .description("1 while the views are built again, or changed back")
                .register(registry);
        Gauge.builder("customer360.rebuild.progress", this, ofRunning(RebuildReport::progress))
                .description("How much of the running rebuild is done, from 0 to 1")
                .baseUnit("ratio")
                .register(registry);
        Gauge.builder(
                        "customer360.rebuild.facts",
                        this,
                        ofRunning(report -> report.facts().folded()))
                .description("Facts that the running rebuild has folded, customer by customer")
                .baseUnit("facts")
                .register(registry);
        Gauge.builder("customer360.rebuild.facts.per.second", this, ofRunning(RebuildReport::factsPerSecond))
                .description("Facts that the running rebuild has folded a second, since it began")
                .register(registry);
    }

    private double running() {
        Seen last = seen;
        if (last == null) {
            return Double.NaN;
        }
        return last.running() == null ? 0 : 1;
    }

    private static ToDoubleFunction<RebuildMeters> ofRunning(ToDoubleFunction<RebuildReport> value) {
        return meters -> {
            Seen last = meters.seen;
            RebuildReport report = last == null ? null : last.running();
            return report == null ? Double.NaN : value.applyAsDouble(report);
        };
    }
}
