@NullMarked
package pl.kartoteka.test.sample.good.two;

import org.jspecify.annotations.NullMarked;
