package io.customer360.command.importing;

/**
 * A row that was not imported.
 *
 * @param line the line of the file on which the row begins
 * @param record which part of the row is concerned: {@code row} for its form, otherwise {@code customer}, …
 * @param reason what is wrong with it, and what to do
 * @param raw the row itself, shortened where it is very long
 */
record Refusal(long line, String record, String reason, String raw) {

    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_RAW = 20_000;

    Refusal {
        reason = storable(reason, LONGEST_REASON);
        raw = storable(raw, LONGEST_RAW);
    }

    private static String storable(String text, int longest) {
        // PostgreSQL's text can't hold the null character.
        String clean = text.replace('\0', '\uFFFD');
        if (clean.length() <= longest) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest;
        return clean.substring(0, end) + "…";
    }
}
