#include "directory/regions.h"

str region_name(str code)
{
	size_t low = 0, high = region_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_cmp(code, regions[middle].code);

		if (order == 0)
			return regions[middle].name;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return S("");
}
