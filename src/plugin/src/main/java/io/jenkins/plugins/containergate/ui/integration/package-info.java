/** Verdicts in what other plugins show, where those are installed: dashboards and macros. */
@NullMarked
package io.jenkins.plugins.containergate.ui.integration;

import org.jspecify.annotations.NullMarked;
