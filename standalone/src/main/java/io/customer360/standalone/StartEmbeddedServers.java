package io.customer360.standalone;

import io.customer360.embedded.EmbeddedServers;
import io.customer360.embedded.ServerStartFailed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Starts the servers before anything of the context exists, tells it their addresses, and stops them after everything
 * of it is gone.
 */
class StartEmbeddedServers implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(StartEmbeddedServers.class);

    @Override
    public void initialize(GenericApplicationContext context) {
        StandaloneProperties properties =
                Binder.get(context.getEnvironment()).bindOrCreate("customer360", StandaloneProperties.class);
        if (context instanceof WebServerApplicationContext) {
            requireFreePort(context.getEnvironment());
        }
        LOG.info("Data directory: {}", properties.dataDir().toAbsolutePath().normalize());
        EmbeddedServers servers = EmbeddedServers.start(
                properties.dataDir(),
                Math.toIntExact(properties.elasticsearchHeap().toMegabytes()),
                LOG::info,
                givenUp -> end(context, givenUp));
        // What is registered first is destroyed last.
        context.getDefaultListableBeanFactory().registerDisposableBean("embeddedServers", servers::close);
        context.getEnvironment().getPropertySources().addFirst(new ServerAddresses(servers));
        LOG.info("Starting the application meanwhile");
    }

    /** Half an application, for ever, helps nobody: whoever runs it has to see to it. */
    private static void end(ApplicationContext context, ServerStartFailed givenUp) {
        LOG.error("{}", givenUp.getMessage());
        System.exit(SpringApplication.exit(context, () -> 1));
    }

    /** The web server takes its port last: whoever waited half a minute for the servers should not learn of it then. */
    private static void requireFreePort(Environment environment) {
        int port = environment.getProperty("server.port", Integer.class, 0);
        if (port <= 0) {
            return;
        }
        InetSocketAddress address = new InetSocketAddress(environment.getProperty("server.address", "127.0.0.1"), port);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            PortInUseException.throwIfPortBindingException(e, () -> port);
            LOG.debug("Whether port {} is free can't be told beforehand", port, e);
        }
    }
}
