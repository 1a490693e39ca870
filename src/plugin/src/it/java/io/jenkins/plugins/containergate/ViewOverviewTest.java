package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ListView;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.ui.Verdicts;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The overview of the jobs in a view and in a folder. */
@WithJenkins
class ViewOverviewTest {
    private static final String PAGE = "container-gate/";

    @TempDir
    private Path exports;

    @Test
    void aViewHasTheLastVerdictsOfItsJobsAndTheirTrend(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));
        MockFolder folder = jenkins.createFolder("teams");
        FreeStyleProject red = folder.createProject(FreeStyleProject.class, "red");
        FreeStyleProject green = folder.createProject(FreeStyleProject.class, "green");
        FreeStyleProject other = jenkins.createFreeStyleProject("other");
        jenkins.createFreeStyleProject("never");
        ListView mine = new ListView("mine");
        jenkins.jenkins.addView(mine);
        mine.add(other);

        assertThat(text(jenkins, PAGE)).contains("No job here has a verdict yet.");

        jenkins.buildAndAssertStatus(Result.FAILURE, ExampleShop.scanning(red, ExampleShop.vulnerable()));
        jenkins.buildAndAssertSuccess(ExampleShop.scanning(green, ExampleShop.fixed()));
        jenkins.buildAndAssertSuccess(ExampleShop.scanning(other, ExampleShop.fixed()));

        assertThat(text(jenkins, PAGE))
                .contains("1 of 3 jobs: the last verdict did not pass")
                .containsSubsequence(
                        "teams/red #1", "1 CRITICAL over the limit 0", "FAIL", "other #1", "PASS", "teams/green #1")
                .contains("3 jobs, worst outcome FAIL, 1 finding")
                .containsOnlyOnce("To do first: update zlib1g to")
                .doesNotContain("never");
        assertThat(text(jenkins, "view/mine/" + PAGE))
                .contains("0 of 1 job")
                .contains("other #1")
                .doesNotContain("teams");
        String ofFolder = folder.getPrimaryView().getUrl() + PAGE;
        assertThat(text(jenkins, ofFolder)).contains("1 of 2 jobs").doesNotContain("other");
        HtmlPage page = jenkins.createWebClient().goTo(ofFolder);
        assertThat(page.getAnchorByText("teams/red #1").click().getUrl().getPath())
                .endsWith("/job/teams/job/red/1/container-gate/");
        JSONArray jobs = jenkins.getJSON(PAGE + "api/json").getJSONObject().getJSONArray("jobs");
        assertThat(IntStream.range(0, 3).mapToObj(jobs::getJSONObject).map(job -> job.getString("outcome")))
                .isEqualTo(List.of("FAIL", "PASS", "PASS"));
        JSONObject worst = jobs.getJSONObject(0);
        assertThat(worst.getString("name")).isEqualTo("teams/red");
        assertThat(worst.getJSONObject("counts").getInt("critical")).isEqualTo(1);
        assertThat(worst.getString("reason")).startsWith("1 CRITICAL over the limit 0");
        assertThat(worst.getString("firstStep")).startsWith("update zlib1g to");
    }

    @Test
    void aVerdictThatCouldNotDecideIsMarkedInTheChart(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("shop");
        VerdictPagesTest.build(job, Verdicts.passing());
        assertThat(text(jenkins, PAGE)).doesNotContain("could not decide");

        VerdictPagesTest.build(job, Verdicts.undecided());

        assertThat(text(jenkins, PAGE)).contains("a gate could not decide: findings may be missing");
        assertThat(text(jenkins, job.getUrl() + PAGE)).contains("a gate could not decide: findings may be missing");
    }

    @Test
    void aBuildWithSeveralVerdictsLeadsToItsWorst(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("shop");
        VerdictPagesTest.build(job, Verdicts.passing(), Verdicts.failing(1), Verdicts.passing());

        HtmlPage page = jenkins.createWebClient().goTo(PAGE);

        assertThat(page.asNormalizedText()).contains("1 of 1 job", "To do first: ");
        HtmlPage worst = page.getAnchorByText("shop #1").click();
        assertThat(worst.getUrl().getPath()).endsWith("/job/shop/1/container-gate-2/");
    }

    @Test
    void aDayOfTheTrendLeadsToTheVerdictsOfThatDay(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));
        FreeStyleProject job = jenkins.createFreeStyleProject("shop");
        FreeStyleBuild red =
                jenkins.buildAndAssertStatus(Result.FAILURE, ExampleShop.scanning(job, ExampleShop.vulnerable()));
        job.getBuildersList().clear();
        jenkins.buildAndAssertSuccess(ExampleShop.scanning(job, ExampleShop.fixed()));
        Instant now = Instant.now();
        Field started = Run.class.getDeclaredField("timestamp");
        started.setAccessible(true);
        started.setLong(red, now.minus(3, ChronoUnit.DAYS).toEpochMilli());
        String day = LocalDate.ofInstant(now.minus(2, ChronoUnit.DAYS), ZoneOffset.UTC)
                .toString();

        HtmlPage page = jenkins.createWebClient().goTo(PAGE);
        assertThat(page.asNormalizedText()).contains("0 of 1 job", "shop #2", "Choose a day of the chart");
        DomElement bar = page.getFirstByXPath("//*[local-name()='a'][contains(@href, 'day=" + day + "')]");
        assertThat(bar.getAttribute("aria-label")).contains(day + ": 1 job, worst outcome FAIL");

        HtmlPage then = jenkins.createWebClient().goTo(PAGE + "?day=" + day);
        assertThat(then.asNormalizedText())
                .contains("1 of 1 job: the last verdict on " + day)
                .contains("shop #1", "FAIL")
                .doesNotContain("shop #2");
        assertThat(then.getAnchorByText("Show the latest verdicts").getHrefAttribute())
                .isEqualTo(jenkins.contextPath + "/" + PAGE);
        assertThat(text(jenkins, PAGE + "?day=1999-01-01")).contains("shop #2");
        assertThat(text(jenkins, PAGE + "?day=%3Cb%3E")).contains("shop #2");
    }

    /** A failure of then that is missing on its day must not look like a pass. */
    @Test
    void aJobWhoseOlderBuildsAreNotLookedAtIsTold(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        FreeStyleProject job = jenkins.createFreeStyleProject("shop");
        for (int i = 0; i < 60; i++) {
            jenkins.buildAndAssertSuccess(job);
        }
        jenkins.buildAndAssertSuccess(ExampleShop.scanning(job, ExampleShop.fixed()));
        assertThat(text(jenkins, PAGE))
                .contains("leave out older builds of 1 job: at most the last 60 builds of a job are looked at");

        assertThat(text(jenkins, PAGE)).contains("shop #61").doesNotContain("not listed");

        job.getFirstBuild().delete();
        assertThat(text(jenkins, PAGE)).contains("shop #61").doesNotContain("leave out older builds");
    }

    /** A job that no longer runs its gates must not vanish from the page without a word. */
    @Test
    void aJobWhoseLastVerdictIsTooOldIsTold(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));
        FreeStyleProject job = jenkins.createFreeStyleProject("shop");
        jenkins.buildAndAssertStatus(Result.FAILURE, ExampleShop.scanning(job, ExampleShop.vulnerable()));
        job.getBuildersList().clear();
        for (int i = 0; i < 60; i++) {
            jenkins.buildAndAssertSuccess(job);
        }

        assertThat(text(jenkins, PAGE))
                .contains("1 job is not listed: no verdict in the last 60 builds.")
                .doesNotContain("No job here has a verdict yet.");
    }

    @Test
    void aJobThatTheUserCannotReadIsNotOnThePage(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(exports);
        MockFolder folder = jenkins.createFolder("teams");
        FreeStyleProject secret = folder.createProject(FreeStyleProject.class, "secret");
        FreeStyleProject open = folder.createProject(FreeStyleProject.class, "open");
        jenkins.buildAndAssertSuccess(ExampleShop.scanning(secret, ExampleShop.fixed()));
        jenkins.buildAndAssertSuccess(ExampleShop.scanning(open, ExampleShop.fixed()));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader")
                .grant(Item.READ)
                .onItems(folder, open)
                .to("reader"));

        String page = jenkins.createWebClient().login("reader").goTo(PAGE).asNormalizedText();

        assertThat(page).contains("teams/open #1").doesNotContain("secret");
    }

    private static String text(JenkinsRule jenkins, String url) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setJavaScriptEnabled(false);
        return client.goTo(url).asNormalizedText();
    }
}
