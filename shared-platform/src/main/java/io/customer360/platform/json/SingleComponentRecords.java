package io.customer360.platform.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Writes a shared value type with a single component, such as {@code CustomerId}, as that component. The shared types
 * stay free of Jackson by this.
 */
final class SingleComponentRecords extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;
    private static final String VALUE_TYPES = "io.customer360.events.";

    @Override
    public @Nullable Boolean hasAsValue(MapperConfig<?> config, Annotated annotated) {
        if (annotated instanceof AnnotatedMethod method
                && isSingleComponentRecord(method.getDeclaringClass())
                && method.getDeclaringClass().getRecordComponents()[0].getName().equals(method.getName())) {
            return true;
        }
        return super.hasAsValue(config, annotated);
    }

    @Override
    public JsonCreator.@Nullable Mode findCreatorAnnotation(MapperConfig<?> config, Annotated annotated) {
        if (annotated instanceof AnnotatedConstructor constructor
                && isSingleComponentRecord(constructor.getDeclaringClass())) {
            return JsonCreator.Mode.DELEGATING;
        }
        return super.findCreatorAnnotation(config, annotated);
    }

    private static boolean isSingleComponentRecord(Class<?> type) {
        return type.isRecord() && type.getName().startsWith(VALUE_TYPES) && type.getRecordComponents().length == 1;
    }
}
