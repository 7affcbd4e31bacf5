package io.customer360.query.rebuild;

import io.customer360.query.platform.elasticsearch.IndexVersions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Knows what this process would make views by. No number that somebody has to count up stands for the code, because
 * that is forgotten; the classes themselves do, and the names of the libraries that documents depend on. A change that
 * makes no difference to any document then costs an interrupted rebuild what it has done, and no more.
 */
@Component
class Makers {

    private static final String OURS = "io/customer360/";
    private static final List<String> THAT_MATTER = List.of("events/", "platform/", "query/");

    /** A class each of what texts are transliterated, telephone numbers understood and documents written by. */
    private static final List<String> LIBRARIES = List.of(
            "com/ibm/icu/text/Transliterator.class",
            "com/google/i18n/phonenumbers/PhoneNumberUtil.class",
            "tools/jackson/databind/json/JsonMapper.class");

    private static final Pattern JAR = Pattern.compile("([^/]+\\.jar)!/");

    private final IndexVersions versions;
    private volatile @Nullable MadeBy known;

    Makers(IndexVersions versions) {
        this.versions = versions;
    }

    MadeBy ours() {
        MadeBy made = known;
        if (made == null) {
            made = new MadeBy(versions.fingerprint(), fingerprintOfCode());
            known = made;
        }
        return made;
    }

    private static String fingerprintOfCode() {
        try {
            Map<String, Resource> classes = new TreeMap<>();
            for (String part : THAT_MATTER) {
                for (Resource found : new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:" + OURS + part + "**/*.class")) {
                    String url = found.getURL().toString();
                    classes.put(url.substring(url.lastIndexOf(OURS)), found);
                }
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join("\n", libraries()).getBytes(StandardCharsets.UTF_8));
            for (Resource one : classes.values()) {
                try (InputStream bytes = one.getInputStream()) {
                    digest.update(bytes.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * The jars that they come in, which are named after their versions; and Java, whose Unicode letters are folded by.
     */
    static List<String> libraries() throws IOException {
        List<String> libraries = new ArrayList<>();
        libraries.add("Java " + Runtime.version().feature());
        for (String path : LIBRARIES) {
            String url = new ClassPathResource(path).getURL().toString();
            Matcher jar = JAR.matcher(url);
            libraries.add(jar.find() ? jar.group(1) : url);
        }
        return libraries;
    }
}
