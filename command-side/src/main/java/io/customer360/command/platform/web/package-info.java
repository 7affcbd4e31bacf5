/** The HTTP surface of every write: what its headers mean, what its texts may hold, how refusals are told. */
@NullMarked
package io.customer360.command.platform.web;

import org.jspecify.annotations.NullMarked;
