/** What people see of a verdict: build page, findings, trend. */
@NullMarked
package io.jenkins.plugins.containergate.ui;

import org.jspecify.annotations.NullMarked;
