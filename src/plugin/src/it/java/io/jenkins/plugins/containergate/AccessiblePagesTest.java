package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ListView;
import hudson.plugins.view.dashboard.Dashboard;
import io.jenkins.lib.containergate.testkit.peer.Axe;
import io.jenkins.lib.containergate.testkit.peer.Browser;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.ui.VerdictColumn;
import io.jenkins.plugins.containergate.ui.Verdicts;
import io.jenkins.plugins.containergate.ui.integration.VerdictPortlet;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** axe finds nothing to object to in what the plugin adds to the pages of Jenkins, in light and dark, in a wide and a narrow window. */
@Tag("peers")
@WithJenkins
class AccessiblePagesTest {
    private static final String PAGE = "container-gate/";
    /** Colours of components of Jenkins itself, which our pages use as they are. */
    private static final List<String> OF_JENKINS = List.of(
            "color-contrast at .jenkins-app-bar__subtitle | .jenkins-alert",
            "color-contrast at .jenkins-page-description");
    /** Jenkins does not connect a field with its name: ours say it themselves. */
    private static final String OUR_FIELDS = "form[name=trial] [name=scope], form[name=trial] [name=verdict],"
            + " .jenkins-input[name=\"_.name\"], .jenkins-input[name=\"_.roleArn\"], select[name=\"_.awsScanner\"],"
            + " textarea[name=\"_.osvExports\"], textarea[name=\"_.certificateAuthorities\"],"
            + " textarea[name=\"_.secretRules\"]";

    /** Not its check boxes, whose label Jenkins does not connect either. */
    private static final String STEP_FIELDS = "#main-panel [name^=\"_.\"]:not([type=checkbox]):not(#prototypeText)";

    /** What the Dark Theme plugin sets: its text, background, cards and tones. */
    private static final String DARK = """
        const dark = {'--white': 'oklch(98% 0.015 265)', '--background': 'oklch(17.5% 0.013 265)', '--text-color': 'oklch(98% 0.015 265)',
          '--text-color-secondary': 'oklch(70% 0.038 265)', '--card-background': 'oklch(21.4% 0.015 265)', '--table-background': 'oklch(21.4% 0.015 265)',
          '--link-color': 'oklch(65.13% 0.1987 265)', '--accent-color': 'oklch(65.13% 0.1987 265)', '--red': 'oklch(66.82% 0.2393 29.84)',
          '--green': 'oklch(80.25% 0.2197 147.09)', '--orange': 'oklch(79.58% 0.1862 62.09)', '--purple': 'oklch(62.75% 0.2634 311.52)',
          '--blue': 'oklch(64.23% 0.3 252.93)', '--yellow': 'oklch(90.35% 0.1872 95.31)'};
        Object.entries(dark).forEach(([name, value]) => document.documentElement.style.setProperty(name, value));
        document.documentElement.style.colorScheme = 'dark';
        """;

    /** The form of a step, which Jenkins makes when it is chosen: the fields are ours, what surrounds them is not. */
    private static final String CHOOSE = """
        new Promise(resolve => {
          const steps = document.querySelector('.dropdownList-container select, select.dropdownList');
          const option = [...steps.options].findIndex(each => each.text.startsWith('%s:'));
          if (option < 0) { throw new Error('no step ' + '%s'); }
          steps.selectedIndex = option;
          steps.dispatchEvent(new Event('change', {bubbles: true}));
          // the step that is chosen at first has neither
          const shown = () => [...document.querySelectorAll('[name="_.image"], [name="_.file"], [name="_.cluster"]')].some(each => each.offsetParent);
          const waiting = setInterval(() => { if (shown()) { clearInterval(waiting); setTimeout(() => resolve(''), 500); } }, 100);
        })
        """;

    static final String IN_THE_READERS_ZONE = """
        document.querySelectorAll('time.container-gate-time').forEach(time => {
          const shown = new Date(time.dateTime).toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'short'});
          if (time.textContent !== shown || time.title !== time.dateTime) { throw new Error('not in the zone of the reader: ' + time.textContent); }
        });
        if (!document.querySelector('time.container-gate-time')) { throw new Error('no time'); }
        """;

    /** In a wide window why a gate failed is read without scrolling, whatever it names. */
    static final String GATES_ARE_WHOLE = """
        document.querySelectorAll('.container-gate-scroll[aria-label=Gates]').forEach(gates => {
          if (innerWidth > 1000 && gates.scrollWidth > gates.clientWidth + 1) { throw new Error('hidden: ' + gates.textContent); }
        });
        """;

    /** The page that answers the form of a trial takes the place of that form: a browser without a reader sends none. */
    static final String TRY = """
        (async () => {
          const form = document.forms.trial;
          form.elements.scope.value = '%s';
          buildFormTree(form);
          const answer = await fetch(form.getAttribute('action'), {method: 'POST', body: new URLSearchParams(new FormData(form)), headers: crumb.wrap({})});
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          document.querySelector('#main-panel').replaceWith(page.querySelector('#main-panel'));
          if (!document.querySelector('%s')) { throw new Error('not tried: ' + document.querySelector('#main-panel').textContent); }
          return '';
        })()
        """;

    /** The colours of alerts are those of Jenkins. */
    static final String ALERTS = """
        {
          const plain = document.createElement('style');
          plain.textContent = '.jenkins-alert, .jenkins-alert * { color: #000 !important; background: #fff !important }';
          document.head.append(plain);
        }
        """;

    static final String TRIALS = "section[aria-labelledby^=container-gate], #main-panel > .jenkins-alert[role=alert]";

    /** Those of Jenkins itself are beside ours. */
    static final String MONITORS = ".jenkins-alert:has([href$=\"manage/configureSecurity/\"])";

    private static final Pattern NAMED = Pattern.compile("(?:no step ' \\+ |scope\\.value = )'([^']*)'");

    /** A reader who lists the tables of a page hears their names. */
    private static final String NAMED_TABLES = """
        document.querySelectorAll('%s').forEach(part => part.querySelectorAll('table').forEach(table => {
          if (!table.caption && !table.getAttribute('aria-label') && !document.getElementById(table.getAttribute('aria-labelledby'))) {
            throw new Error('a table without a name: ' + table.textContent);
          }
        }));
        """;

    /** A page, the part of it that is ours, and what has to happen on it before it is looked at. */
    record Looked(String page, String part, String prepare) {
        Looked(String page) {
            this(page, "#main-panel", "");
        }

        /** The step that is chosen on it, or what is tried on it. */
        String named() {
            Matcher named = NAMED.matcher(prepare);
            return named.find() ? named.group(1) : "";
        }
    }

    @TempDir
    private Path directory;

    @Test
    void whatIsOursOnThePagesIsAccessible(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject("shop");
        FreeStyleBuild build =
                VerdictPagesTest.build(project, Verdicts.failing(20), Verdicts.undecided(), Verdicts.unreadable());
        views(jenkins);
        WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class, "pipeline");
        List<Looked> pages = new ArrayList<>(List.of(
                new Looked(build.getUrl() + PAGE, "#main-panel", IN_THE_READERS_ZONE),
                new Looked(build.getUrl() + PAGE + "?group=package"),
                new Looked(build.getUrl() + PAGE + "finding/1/"),
                new Looked(build.getUrl() + "container-gate-3/", "#main-panel", ALERTS + GATES_ARE_WHOLE),
                new Looked(build.getUrl(), ".container-gate-verdict", ""),
                new Looked(project.getUrl() + PAGE),
                new Looked(project.getUrl() + PAGE + "?show=changes"),
                new Looked(project.getUrl(), ".container-gate-chart, a[href*=container-gate]", ""),
                new Looked(PAGE),
                new Looked(PAGE + "?day=" + LocalDate.now(ZoneOffset.UTC)),
                new Looked("view/gates/", "#main-panel td:has(.container-gate-mark)", ""),
                new Looked("view/house/", ".container-gate-portlet", ""),
                new Looked("manage/container-gate-waivers/"),
                new Looked("manage/container-gate-policy/", OUR_FIELDS, ""),
                new Looked(
                        "manage/container-gate-policy/",
                        TRIALS,
                        ALERTS + TRY.formatted("shop #1", "#container-gate-trial-0")),
                new Looked(
                        "manage/container-gate-policy/", TRIALS, ALERTS + TRY.formatted("/", "#container-gate-jobs")),
                new Looked(
                        "manage/container-gate-policy/",
                        TRIALS,
                        ALERTS + TRY.formatted("gone", ".jenkins-alert-danger")),
                new Looked("manage/", MONITORS, ALERTS),
                new Looked("manage/configureSecurity/", OUR_FIELDS, "")));
        for (String step : List.of(
                "scanImage",
                "checkSecrets",
                "checkTaskDefinition",
                "verifySignature",
                "attestVerdict",
                "checkDrift",
                "checkPosture",
                "admitDeployment")) {
            pages.add(new Looked(pipeline.getUrl() + "pipeline-syntax/", STEP_FIELDS, CHOOSE.formatted(step, step)));
        }

        assertThat(objections(jenkins, directory, pages)).isEmpty();
    }

    /** A list of jobs with our column, a dashboard with our portlet. Of two waivers, one has ended. */
    private static void views(JenkinsRule jenkins) throws Exception {
        ListView list = new ListView("gates", jenkins.jenkins);
        list.setIncludeRegex(".*");
        list.getColumns().add(new VerdictColumn());
        jenkins.jenkins.addView(list);
        Dashboard dashboard = new Dashboard("house");
        dashboard.setIncludeRegex(".*");
        dashboard.setTopPortlets(List.of(new VerdictPortlet("Gates")));
        jenkins.jenkins.addView(dashboard);
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail", """
            waivers:
              - {rule: CVE-2026-10000, owner: payments, reason: not reachable, expires: 2026-01-31}
              - {rule: "CVE-2026-1000*", owner: checkout, reason: accepted, ticket: SEC-12, expires: 2099-01-31}
            """));
    }

    /**
     * By page and view.
     *
     * @param scratch a directory for files of the browser
     */
    static Map<String, String> objections(JenkinsRule jenkins, Path scratch, List<Looked> pages) throws Exception {
        Map<String, String> objections = new TreeMap<>();
        URI root = jenkins.getURL().toURI();
        try (Axe axe = Axe.fetched(scratch)) {
            for (Looked looked : pages) {
                for (int width : List.of(1280, 400)) {
                    for (boolean dark : List.of(false, true)) {
                        Browser.View view = new Browser.View(width, dark);
                        String found = axe.objections(
                                root.resolve(looked.page()),
                                looked.part(),
                                view,
                                (dark ? DARK : "")
                                        + NAMED_TABLES.formatted(looked.part().replace("'", "\\'"))
                                        + looked.prepare());
                        if (!found.isEmpty() && !OF_JENKINS.contains(found)) {
                            objections.put(looked.page() + " " + looked.named() + " " + view, found);
                        }
                    }
                }
            }
        }
        return objections;
    }
}
