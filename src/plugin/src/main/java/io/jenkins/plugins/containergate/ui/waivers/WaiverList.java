package io.jenkins.plugins.containergate.ui.waivers;

import java.util.List;

/** All waivers, and how much was looked at to say what they cover. */
public final class WaiverList {
    private final List<WaiverRow> rows;
    private final WaiverUses uses;

    WaiverList(List<WaiverRow> rows, WaiverUses uses) {
        this.rows = List.copyOf(rows);
        this.uses = uses;
    }

    public List<WaiverRow> getRows() {
        return rows;
    }

    /** Jobs whose last verdicts were looked at. */
    public int getJobs() {
        return uses.jobs();
    }

    /** Jobs that were not looked at, so that a waiver can cover more than its row says. */
    public int getUnread() {
        return uses.unread();
    }
}
