// Runs the tidy check on the tracked files of the repository whose root is given. Exits with 1 when
// a rule is broken.

#include "base/files.h"
#include "base/text.h"
#include "tidy/tidy.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <optional>

namespace hibari::tidy {
namespace {

constexpr std::size_t kFileBytesMax = 4U << 20U;
constexpr std::size_t kDriftShown = 40;
constexpr const char* kFormatCommand =
    "git ls-files -z --cached --others --exclude-standard '*.h' '*.cpp' | "
    "xargs -0 -r -n 20 -P 2 clang-format-19 --dry-run --Werror 2>&1 | "
    "sed -n 's/^\\(.*\\):[0-9]*:[0-9]*: error:.*/\\1/p' | sort -u";

// What the command prints; empty when it could not be run.
std::optional<std::string> output_of(const char* command) {
    FILE* pipe = popen(command, "r");
    if (pipe == nullptr) {
        return std::nullopt;
    }
    std::string text;
    std::array<char, 4096> chunk{};
    while (const std::size_t count = fread(chunk.data(), 1, chunk.size(), pipe)) {
        text.append(chunk.data(), count);
    }
    pclose(pipe);
    return text;
}

Tree read_tree(std::string_view names) {
    Tree tree;
    for (const std::string_view name : split(names, '\0')) {
        auto text = name.empty() ? fail(ErrorCode::kNotFound, "") : read_file(name, kFileBytesMax);
        if (text && text->find('\0') == std::string::npos) {
            tree.emplace(name, std::move(*text));
        } else if (!name.empty() && std::filesystem::exists(name)) {
            tree.emplace(name, "");  // Binary or large: links may lead to it.
        }
    }
    return tree;
}

int run() {
    const auto names = output_of("git ls-files -z --cached --others --exclude-standard");
    if (!names || names->empty()) {
        std::cerr << "tidy: git lists no files here\n";
        return 1;
    }
    const Tree tree = read_tree(*names);
    const std::vector<Finding> findings = check(tree);
    for (const Finding& finding : findings) {
        std::cout << to_string(finding) << '\n';
    }
    const std::string version = output_of("clang-format-19 --version").value_or("");
    if (version.find("19.") == std::string::npos) {
        std::cerr << "tidy: clang-format-19 is missing; run scripts/setup test\n";
        return 1;
    }
    const std::string unformatted = output_of(kFormatCommand).value_or("");
    if (!unformatted.empty()) {
        std::cout << "formatting differs, run clang-format-19 -i on:\n" << unformatted;
    }

    const std::vector<std::string> drift = report_drift(tree);
    std::cout << "\nDrift, for information:\n";
    for (std::size_t i = 0; i < std::min(drift.size(), kDriftShown); ++i) {
        std::cout << "  " << drift[i] << '\n';
    }
    std::cout << tree.size() << " files, " << findings.size() << " findings\n";
    return findings.empty() && unformatted.empty() ? 0 : 1;
}

}  // namespace
}  // namespace hibari::tidy

int main(int argc, char** argv) {
    std::error_code error;
    if (argc == 2) {
        std::filesystem::current_path(argv[1], error);
    }
    if (argc != 2 || error) {
        std::cerr << "usage: tidy ROOT\n";
        return 2;
    }
    return hibari::tidy::run();
}
