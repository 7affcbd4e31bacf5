package io.customer360.command.importing;

import io.customer360.command.importing.mapping.InvalidMapping;
import io.customer360.command.importing.mapping.Mapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Finds the mapping that a form or the command line names: a file, the YAML itself, or a built-in mapping. */
@Component
class SentMappings {

    private static final int LONGEST_NAME = 200;
    private static final long BYTES_OF_A_CHARACTER = 4;

    private final BuiltInMappings builtIn;

    SentMappings(BuiltInMappings builtIn) {
        this.builtIn = builtIn;
    }

    /** @throws MissingMapping if the form has none */
    NamedMapping of(MultipartHttpServletRequest form) throws IOException {
        MultipartFile file = form.getFile("mapping");
        if (file != null) {
            if (file.getSize() > BYTES_OF_A_CHARACTER * Mapping.LONGEST) {
                throw InvalidMapping.tooLong();
            }
            return NamedMapping.of(fileName(file), utf8(file.getBytes()));
        }
        String text = form.getParameter("mapping");
        if (text == null || text.isBlank()) {
            throw missing("The form has no part 'mapping'.");
        }
        return text.contains(":") ? NamedMapping.of(null, text) : named(text.strip());
    }

    /** @throws MissingMapping if there is no such mapping */
    NamedMapping named(String name) throws IOException {
        Optional<NamedMapping> found = builtIn.find(name);
        if (found.isEmpty()) {
            throw missing("There is no built-in mapping '%s'.".formatted(StringUtils.truncate(name, LONGEST_NAME)));
        }
        return found.get();
    }

    private MissingMapping missing(String what) throws IOException {
        return new MissingMapping("%s Send a mapping file, or name a built-in mapping: %s."
                .formatted(what, String.join(", ", builtIn.names())));
    }

    static String utf8(byte[] yaml) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(yaml))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MissingMapping("The mapping file is not in UTF-8. Save it in UTF-8.");
        }
    }

    /** What the sender calls the file, without directories and control characters. */
    static String fileName(MultipartFile file) {
        return fileName(file.getOriginalFilename());
    }

    static String fileName(@Nullable String sent) {
        String name = sent == null ? "" : sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String clean = name.replaceAll("\\p{Cntrl}", "");
        return clean.isBlank() ? "unnamed" : StringUtils.truncate(clean, LONGEST_NAME);
    }

    static String fileName(Path path) {
        return fileName(path.toString());
    }
}
