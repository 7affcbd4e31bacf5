package io.customer360.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;

/** What the figures were measured on. */
record Machine(Instant at, int processors, long memoryMegabytes, String system, String java) {

    private static final int MEGABYTE = 1 << 20;

    static Machine here() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Instant.now(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / MEGABYTE,
                system.getName() + " " + system.getArch(),
                Runtime.version().toString());
    }
}
