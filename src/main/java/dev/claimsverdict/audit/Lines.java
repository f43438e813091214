package dev.claimsverdict.audit;

/** The lines of a report for a terminal. */
public final class Lines {

    private final int width;
    private final StringBuilder text = new StringBuilder();

    /** Lines for a terminal with this many columns. */
    public Lines(int width) {
        this.width = Math.max(width, OrgText.MIN_WIDTH);
    }

    int width() {
        return width;
    }

    /** Adds a line. */
    public void line(String indent, String content) {
        text.append(indent).append(content.stripTrailing()).append('\n');
    }

    /** Adds an empty line and a heading. */
    public void heading(String words) {
        text.append('\n');
        line("", words);
    }

    /** Adds words, in lines that fit the width. */
    public void wrapped(String indent, String words) {
        wrapped(indent, indent, words);
    }

    /** Adds words, in lines that fit the width. The first line has its own beginning. */
    void wrapped(String first, String indent, String words) {
        String start = first;
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ")) {
            boolean full = !line.isEmpty()
                    && Printable.width(Paint.without(start))
                                    + Printable.width(line.toString())
                                    + 1
                                    + Printable.width(word)
                            > width;
            if (full) {
                line(start, line.toString());
                start = indent;
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        line(start, line.toString());
    }

    /** Adds a line that tells how many more there are, if there are any. */
    void more(int number, String noun) {
        if (number > 0) {
            line("  ", "… and " + OrgFiles.counted(number, "more " + noun) + ". --format json has all.");
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
