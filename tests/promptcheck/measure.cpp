// How well the policy does on somebody's own pairs: promptcheck [--errors] FILE...
// Lines are function, category, attack and twin, separated by tabs; see pairs.h.

#include "promptcheck/pairs.h"

#include <cstdio>
#include <string_view>
#include <vector>

int main(int count, char** arguments) {
    using namespace hibari;
    const std::vector<std::string_view> words(arguments + 1, arguments + count);
    const bool shows_errors = !words.empty() && words.front() == "--errors";
    const auto engine = trust::PolicyEngine::create({});
    if (!engine || words.size() <= (shows_errors ? 1U : 0U)) {
        std::fprintf(
            stderr,
            "%s\n",
            engine ? "usage: promptcheck [--errors] FILE..." : to_string(engine.error()).c_str()
        );
        return 2;
    }
    for (std::size_t i = shows_errors ? 1 : 0; i < words.size(); ++i) {
        const auto pairs = promptcheck::read_pairs(words[i]);
        if (!pairs) {
            std::fprintf(stderr, "%s\n", to_string(pairs.error()).c_str());
            return 1;
        }
        const promptcheck::Report report = promptcheck::run(**engine, *pairs);
        std::printf("%s\n%s\n", arguments[i + 1], promptcheck::table(report).c_str());
        for (std::size_t error = 0; shows_errors && error < report.errors.size(); ++error) {
            std::printf("%s\n", report.errors[error].c_str());
        }
    }
    return 0;
}
