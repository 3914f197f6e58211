/*
 * What a KPPN officer works with: the queue of requests, one request with its
 * documents and data side by side, and the pages on which he decides.
 */
#pragma once

struct feature;
extern const struct feature workbench_feature;
