package pl.kartoteka.gateway.security;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param allowedOrigins front ends that are served from elsewhere; none unless configured */
@ConfigurationProperties("kartoteka.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins) {}
