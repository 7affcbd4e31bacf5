package io.customer360.query.search;

/** How far two words are apart, as Elasticsearch's fuzzy queries count it. */
final class Typos {

    private static final int LETTERS_FOR_ONE = 4;
    private static final int LETTERS_FOR_TWO = 8;

    private Typos() {}

    /** How many letters may be wrong in a word of a length: short words have too many neighbours. */
    static int allowed(String word) {
        int letters = word.codePointCount(0, word.length());
        return letters < LETTERS_FOR_ONE ? 0 : letters < LETTERS_FOR_TWO ? 1 : 2;
    }

    /**
     * The optimal string alignment distance: letters inserted, left out, replaced, or swapped with their neighbour.
     *
     * @param most beyond which the exact distance does not matter; more than this is returned then
     */
    static int between(String one, String other, int most) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        if (Math.abs(a.length - b.length) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[b.length + 1];
        int[] last = new int[b.length + 1];
        int[] row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length];
    }
}
