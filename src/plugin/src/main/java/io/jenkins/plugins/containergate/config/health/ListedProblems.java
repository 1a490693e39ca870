package io.jenkins.plugins.containergate.config.health;

import hudson.model.AdministrativeMonitor;
import java.util.List;

/** A monitor that lists problems, each of which names what is wrong and what to do. */
public abstract class ListedProblems extends AdministrativeMonitor {
    private static final int SHOWN = 10;

    /** Looked up for every page of an administrator: it reads nothing but the configuration and small files. */
    abstract List<String> problems();

    /** What the problems have in common. */
    public abstract String getSummary();

    /** The first of the problems. */
    public List<String> getProblems() {
        return getListing().getShown();
    }

    /** For the page, which looks the problems up once. */
    public Listing getListing() {
        return new Listing(problems());
    }

    /** The problems of one page. */
    public static final class Listing {
        private final List<String> problems;

        private Listing(List<String> problems) {
            this.problems = List.copyOf(problems);
        }

        public List<String> getShown() {
            return problems.stream().limit(SHOWN).toList();
        }

        /** How many problems there are besides those shown. */
        public int getMore() {
            return Math.max(0, problems.size() - SHOWN);
        }
    }

    @Override
    public boolean isActivated() {
        return !problems().isEmpty();
    }

    @Override
    public boolean isSecurity() {
        return true;
    }
}
