package io.jenkins.lib.containergate.report.segmentation;

import java.util.List;

/**
 * Names that share one box, because all lines of the one are lines of the others.
 *
 * @param outside whether they are no services of the cluster
 * @param unknown whether more may reach them than is drawn
 * @param top distance from the top of the picture
 * @param rows one for each line that starts or ends there
 */
record MapBox(List<String> names, boolean outside, boolean unknown, int top, int rows) {
    static final int ROW = 22;
    private static final int NAME = 18;
    private static final int MARGIN = 14;
    static final int SHOWN = 6;

    MapBox {
        names = List.copyOf(names);
    }

    int height() {
        return MARGIN + Math.max(rows * ROW, textLines() * NAME);
    }

    int textLines() {
        return Math.min(names.size(), SHOWN + 1);
    }

    /** Where the line of this number meets the box. */
    int at(int row) {
        return top + height() * (2 * row + 1) / (2 * Math.max(rows, 1));
    }

    /** Where the text line of this number stands. */
    int baseline(int line) {
        return top + (height() - textLines() * NAME) / 2 + line * NAME + 13;
    }
}
