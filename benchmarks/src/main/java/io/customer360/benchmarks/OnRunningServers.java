package io.customer360.benchmarks;

import io.customer360.standalone.Customer360Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The whole application, without servers of its own: it is told where some are. */
public final class OnRunningServers {

    private OnRunningServers() {}

    /**
     * Runs it in a process of its own.
     *
     * @param arguments first the file that the port is written to once there is one, then those of the application
     */
    public static void main(String[] arguments) {
        Path portFile = Path.of(arguments[0]);
        SpringApplication application = application();
        application.addListeners((ApplicationListener<WebServerInitializedEvent>)
                event -> tell(portFile, event.getWebServer().getPort()));
        String[] others = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, others, 0, others.length);
        application.run(others);
    }

    static SpringApplication application() {
        SpringApplication application = new SpringApplication(Customer360Application.class);
        // As the application itself: both sides have classes of the same simple name.
        application.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        application.setBannerMode(Banner.Mode.OFF);
        return application;
    }

    /** Whole at once, for whoever looks for it. */
    private static void tell(Path portFile, int port) {
        Path half = portFile.resolveSibling(portFile.getFileName() + ".half");
        try {
            Files.writeString(half, Integer.toString(port));
            Files.move(half, portFile, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
