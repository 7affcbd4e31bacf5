/** What the HTTP surface of both sides has in common. */
@NullMarked
package io.customer360.platform.web;

import org.jspecify.annotations.NullMarked;
