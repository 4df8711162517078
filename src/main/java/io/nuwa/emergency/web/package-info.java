/** How HTTP clients are made here. Knows no service, no plan and no run. */
package io.nuwa.emergency.web;
