#include "cli/output_name.h"

#include "base/text.h"

namespace hibari::cli {
namespace {

constexpr std::size_t kNameBytesMax = 48;
constexpr int kWordsMax = 6;

bool is_word_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string name_from_prompt(std::string_view prompt) {
    const std::string lower = to_lower(prompt.substr(0, 1'000));
    std::string name;
    std::string word;
    int words = 0;
    for (std::size_t i = 0; i <= lower.size() && words < kWordsMax; ++i) {
        const char c = i < lower.size() ? lower[i] : ' ';
        if (is_word_letter(c)) {
            word += c;
        } else if (c != '\'' && !word.empty()) {
            if (name.size() + word.size() + 1 > kNameBytesMax) {
                break;
            }
            name += (name.empty() ? "" : "-") + word;
            word.clear();
            words += 1;
        }
    }
    return name.empty() ? "clip" : name;
}

}  // namespace hibari::cli
