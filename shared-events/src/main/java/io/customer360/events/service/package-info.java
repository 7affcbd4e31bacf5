/** What a customer asks, complains about and rates. */
@NullMarked
package io.customer360.events.service;

import org.jspecify.annotations.NullMarked;
