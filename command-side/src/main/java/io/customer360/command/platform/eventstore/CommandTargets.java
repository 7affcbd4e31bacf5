package io.customer360.command.platform.eventstore;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.ReflectionUtils;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Tells which aggregate a command is for, by the components that it has annotated. As Axon's own resolver, which reads
 * the annotations again for every command.
 */
final class CommandTargets implements CommandTargetResolver {

    private static final ClassValue<Target> TARGETS = new ClassValue<>() {
        @Override
        protected Target computeValue(Class<?> command) {
            MethodHandle identifier = component(command, TargetAggregateIdentifier.class);
            if (identifier == null) {
                throw new IllegalArgumentException(
                        "%s has no component with @TargetAggregateIdentifier".formatted(command.getName()));
            }
            return new Target(identifier, component(command, TargetAggregateVersion.class));
        }
    };

    /** How to ask a command. */
    private record Target(MethodHandle identifier, @Nullable MethodHandle version) {}

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> message) {
        Object command = message.getPayload();
        Target target = TARGETS.get(command.getClass());
        Object identifier = asked(target.identifier(), command);
        if (identifier == null) {
            throw new IllegalArgumentException("%s names no aggregate".formatted(command));
        }
        Long version = target.version() == null ? null : (Long) asked(target.version(), command);
        return new VersionedAggregateIdentifier(identifier, version);
    }

    private static @Nullable Object asked(MethodHandle component, Object command) {
        try {
            return component.invokeExact(command);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException("A record's component gives its value", impossible);
        }
    }

    /** A record's own component, or one that an interface of it asks for. */
    private static @Nullable MethodHandle component(Class<?> command, Class<? extends Annotation> annotation) {
        for (Method method : ReflectionUtils.methodsOf(command)) {
            if (method.isAnnotationPresent(annotation)) {
                return handle(method);
            }
        }
        return null;
    }

    private static MethodHandle handle(Method method) {
        try {
            return MethodHandles.lookup()
                    .unreflect(ReflectionUtils.ensureAccessible(method))
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
