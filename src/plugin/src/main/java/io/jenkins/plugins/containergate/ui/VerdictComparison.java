package io.jenkins.plugins.containergate.ui;

import java.io.Serializable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How a verdict differs from that of an earlier build on the same subject. A plain class: it is written to {@code build.xml}. */
@ExportedBean
public final class VerdictComparison implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int referenceBuild;
    private final int newFindings;
    private final int fixedFindings;

    /**
     * @param referenceBuild number of the earlier build
     * @param newFindings that it did not have
     * @param fixedFindings of it that are gone
     */
    public VerdictComparison(int referenceBuild, int newFindings, int fixedFindings) {
        this.referenceBuild = referenceBuild;
        this.newFindings = newFindings;
        this.fixedFindings = fixedFindings;
    }

    @Exported(visibility = 3)
    public int getReferenceBuild() {
        return referenceBuild;
    }

    @Exported(visibility = 3)
    public int getNewFindings() {
        return newFindings;
    }

    @Exported(visibility = 3)
    public int getFixedFindings() {
        return fixedFindings;
    }
}
