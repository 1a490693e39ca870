package io.jenkins.plugins.containergate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.plugins.containergate.ui.TrendAction.TrendPoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrendChartTest {
    @Test
    void severitiesAreStackedWithoutGapsTheWorstAtTheBottom() {
        TrendChart chart = chart(point(Map.of(Severity.CRITICAL, 1, Severity.LOW, 4)));

        List<TrendChart.Segment> segments = chart.getBars().get(0).getSegments();

        assertThat(segments).extracting(TrendChart.Segment::getSeverityClass).containsExactly("critical", "low");
        assertThat(segments.get(0).getY() + segments.get(0).getHeight()).isEqualTo(chart.getHeight());
        assertThat(segments.get(1).getY() + segments.get(1).getHeight())
                .isEqualTo(segments.get(0).getY());
        assertThat(segments.get(1).getY()).isZero();
    }

    @Test
    void oneFindingAmongManyIsStillVisible() {
        TrendChart chart = chart(point(Map.of(Severity.CRITICAL, 1)), point(Map.of(Severity.LOW, 100_000)));

        assertThat(chart.getBars().get(0).getSegments().get(0).getHeight()).isEqualTo(1);
    }

    @Test
    void buildsWithoutFindingsHaveABarWithoutSegments() {
        TrendChart chart = chart(point(Map.of()));

        assertThat(chart.getBars()).hasSize(1);
        assertThat(chart.getBars().get(0).getSegments()).isEmpty();
        assertThat(chart.getHighest()).isZero();
    }

    @Test
    void aBuildThatCouldNotDecideDoesNotLookLikeOneWithoutFindings() {
        TrendChart chart =
                chart(point(Map.of()), new TrendPoint(2, "ERROR", SeverityCounts.of(Map.of(Severity.HIGH, 4))));

        assertThat(chart.isUndecided()).isTrue();
        assertThat(chart.getBars())
                .extracting(bar -> bar.getPoint().isUndecided())
                .containsExactly(false, true);
        TrendChart.Bar undecided = chart.getBars().get(1);
        assertThat(undecided.getSignY())
                .isLessThan(undecided.getSegments().get(0).getY());
        assertThat(chart(point(Map.of())).isUndecided()).isFalse();
    }

    @Test
    void theAxisEndsAtARoundNumberAboveTheHighestBar() {
        assertThat(chart(point(Map.of(Severity.LOW, 37))).getMarks())
                .extracting(TrendChart.Mark::getNumber)
                .containsExactly(0, 25, 50);
        assertThat(chart(point(Map.of(Severity.LOW, 1))).getMarks())
                .extracting(TrendChart.Mark::getNumber)
                .containsExactly(0, 1);
        assertThat(chart(point(Map.of(Severity.LOW, Integer.MAX_VALUE))).getHighest())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void oneSeverityAloneHasTheWholeHeight() {
        TrendChart chart = new TrendChart(
                List.of(point(Map.of(Severity.CRITICAL, 2, Severity.LOW, 400))), List.of(Severity.CRITICAL));

        assertThat(chart.getHighest()).isEqualTo(2);
        assertThat(chart.getBars().get(0).getSegments())
                .singleElement()
                .satisfies(segment -> assertThat(segment.getHeight()).isEqualTo(chart.getHeight()));
    }

    @Test
    void whatIsNewIsBelowWhatIsFixedAndABuildWithoutComparisonHasNoBar() {
        TrendPoint compared = new TrendPoint(
                2, "FAIL", SeverityCounts.of(Map.of()), false, Set.of(), List.of(new VerdictComparison(1, 3, 1)));

        TrendChart chart = TrendChart.ofChanges(List.of(point(Map.of(Severity.LOW, 400)), compared));

        assertThat(chart.getHighest()).isEqualTo(5);
        assertThat(chart.getBars().get(0).getSegments()).isEmpty();
        assertThat(chart.getBars().get(1).getSegments())
                .extracting(TrendChart.Segment::getSeverityClass)
                .containsExactly("new", "fixed");
    }

    @Test
    void theAddressOfATrendSaysWhatIsShown() {
        TrendQuery changes = TrendQuery.parse(Map.of("show", "changes", "gate", "secrets", "builds", "100")::get);

        assertThat(changes.address()).isEqualTo("?builds=100&show=changes");
        assertThat(changes.in(Optional.of(GateName.SECRETS)).address()).isEqualTo("?builds=100&gate=secrets");
        assertThat(TrendQuery.parse(Map.of("show", "<b>")::get)).isEqualTo(TrendQuery.usual());
    }

    private static TrendChart chart(TrendPoint... points) {
        return new TrendChart(List.of(points), List.of(Severity.values()));
    }

    private static TrendPoint point(Map<Severity, Integer> counts) {
        return new TrendPoint(1, "FAIL", SeverityCounts.of(counts));
    }
}
