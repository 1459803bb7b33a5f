#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace hibari::detail {

void check_failed(
    const char* file,
    int line,
    const char* condition,
    const char* names,
    std::initializer_list<CheckValue> values
) {
    std::string text =
        std::string(file) + ":" + std::to_string(line) + ": check failed: " + condition;
    if (values.size() > 0) {
        text += std::string(" with ") + names + " =";
        for (const CheckValue& value : values) {
            text += " " + value.text();
        }
    }
    std::fprintf(stderr, "%s\n", text.c_str());
    std::abort();
}

}  // namespace hibari::detail
