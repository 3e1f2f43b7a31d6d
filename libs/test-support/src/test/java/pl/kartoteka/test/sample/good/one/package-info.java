@NullMarked
package pl.kartoteka.test.sample.good.one;

import org.jspecify.annotations.NullMarked;
