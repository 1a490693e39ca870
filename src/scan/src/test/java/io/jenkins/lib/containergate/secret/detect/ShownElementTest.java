package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages and manuals show as code. */
class ShownElementTest {
    private final String value = new SecretTemplate(41).fill("{alnum:32}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        api.html.twig | <pre><code class="x">{~  "access_token": "%s",~  "scope": null~}</code></pre>
        api.html.twig | <pre>GET /api/{{ id }}~Authorization: Bearer %s</pre>
        api.vue | <CODE>{ "password": "%s" }</CODE>
        agent.rb | <<~DOC~  <pre><code>{~  'uri' => 'mqtt://alice:%s@m10.shop.net'~  }</code></pre>~DOC
        manual.xml | <screen>~machine shop.net login alice password %s~</screen>
        manual.xml | <example>~password = %s~</example>
        """)
    void isForReaders(String path, String text) {
        assertThat(Searched.file(path, content(text)).found()).isNotEmpty().allMatch(found -> found.illustrates());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        debug.php | <?php echo "<pre>"; $password = "%s"; echo "</pre>";
        debug.php | <pre><?php $password = "%s"; ?></pre>
        debug.php | <?php echo '<pre>' . PHP_EOL . login(['password' => "%s"]) . '</pre>';
        page.erb | <pre><% password = "%s" %></pre>
        page.js | box.innerHTML = `<pre>`; const password = "%s"; box.innerHTML += `</pre>`;
        report.py | f.write("<p><pre>\\n")~password = "%s"~f.write("</pre>")
        report.go | w.Write(`<p><pre>x`)~password := "%s"~w.Write(`</pre>`)
        page.vue | <pre>x</pre><script>login({ "password": "%s" })</script><pre>y</pre>
        page.vue | <pre>x <script>login({ "password": "%s" })</script>
        page.vue | <pre><script>login({ "password": "%s" })</script></pre>
        page.vue | <prefix>{ "password": "%s" }</pre>
        page.jsx | <code>{connect({ password: "%s" })}</code>
        page.tsx | return <pre>~  {~    login("shop", { password: "%s" })~  }~</pre>
        app.yml | note: <pre>~password: "%s"
        """)
    void isNoneWhereAProgramRunsOrTheElementDoesNotEnd(String path, String text) {
        assertThat(Searched.file(path, content(text)).found()).isNotEmpty().noneMatch(found -> found.illustrates());
    }

    private String content(String text) {
        return text.replace("~", "\n").replace("<<\n", "<<~").replace("%s", value) + "\n";
    }
}
