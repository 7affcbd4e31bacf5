package io.customer360.command.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The mappings that come with the product, by the name of their file. */
@Component
class BuiltInMappings {

    private static final String PLACE = "classpath:/io/customer360/command/importing/mappings/";
    private static final String ENDING = ".yaml";

    private final PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();

    /** In alphabetical order. */
    List<String> names() throws IOException {
        return Arrays.stream(resources.getResources(PLACE + "*" + ENDING))
                .map(Resource::getFilename)
                .filter(file -> file != null)
                .map(file -> file.substring(0, file.length() - ENDING.length()))
                .sorted()
                .toList();
    }

    Optional<NamedMapping> find(String name) throws IOException {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        String yaml = resources.getResource(PLACE + name + ENDING).getContentAsString(StandardCharsets.UTF_8);
        return Optional.of(NamedMapping.of(name, yaml));
    }
}
