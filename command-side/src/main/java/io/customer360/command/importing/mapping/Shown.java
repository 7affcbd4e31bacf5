package io.customer360.command.importing.mapping;

import java.util.Collection;
import java.util.stream.Collectors;

/** Foreign text as a message can show it: short and on one line. */
final class Shown {

    private static final int LENGTH = 60;
    private static final int MOST = 40;

    private Shown() {}

    static String list(Collection<String> texts) {
        String shown = texts.stream().limit(MOST).map(Shown::shortened).collect(Collectors.joining(", "));
        return texts.size() <= MOST ? shown : shown + ", …";
    }

    static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…";
    }
}
