package io.customer360.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the figures were measured on.
 *
 * @param servers with their versions, and what their figures depend on
 */
record Machine(Instant at, int processors, long memoryMegabytes, String system, String java, List<String> servers) {

    private static final int MEGABYTE = 1 << 20;

    Machine {
        servers = List.copyOf(servers);
    }

    static Machine with(List<String> servers) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Instant.now(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / MEGABYTE,
                system.getName() + " " + system.getArch(),
                Runtime.version() + ", heap of " + Runtime.getRuntime().maxMemory() / MEGABYTE + " MB",
                servers);
    }

    static List<String> serversOf(TrialSystem system) throws IOException, InterruptedException {
        String postgres = "PostgreSQL " + setting(system, "server_version") + " (fsync " + setting(system, "fsync")
                + ", synchronous_commit " + setting(system, "synchronous_commit") + ", shared_buffers "
                + setting(system, "shared_buffers") + ")";
        JsonNode node = system.elasticsearch()
                .ask("GET", "/_nodes/_local/jvm")
                .required("nodes")
                .iterator()
                .next();
        String elasticsearch = "Elasticsearch " + node.path("version").asString() + " (heap of "
                + node.at("/jvm/mem/heap_max_in_bytes").asLong() / MEGABYTE + " MB)";
        return List.of(postgres, elasticsearch);
    }

    private static String setting(TrialSystem system, String name) {
        return system.sql().sql("show " + name).query(String.class).single();
    }
}
