#include "tidy/tidy.h"

#include "base/text.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <string_view>

namespace hibari::tidy {
namespace {

namespace fs = std::filesystem;

// Split in two, so that this file does not break its own rules.
const std::string kForbiddenWord = std::string("cam") + "eo";
const std::vector<std::string> kForbiddenPaths = {
    std::string("/ho") + "me/",
    std::string("/ro") + "ot/",
    std::string("/wo") + "rk/",
    std::string("/Us") + "ers/"
};

bool is_source(std::string_view path) {
    return path.ends_with(".cpp") || path.ends_with(".cu");
}

bool is_header(std::string_view path) {
    return path.ends_with(".h");
}

bool is_code(std::string_view path) {
    return is_source(path) || is_header(path);
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool has_word_start(std::string_view line, std::string_view word) {
    for (std::size_t at = line.find(word); at != std::string_view::npos;
         at = line.find(word, at + 1)) {
        if (at == 0 || !is_word(line[at - 1])) {
            return true;
        }
    }
    return false;
}

// The line without comments and without what stands in string literals.
std::string code_of(std::string_view line) {
    std::string code;
    bool in_string = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (in_string && line[i] == '\\') {
            ++i;
        } else if (line[i] == '"' && (i == 0 || line[i - 1] != '\'')) {
            in_string = !in_string;
            code += '"';
        } else if (!in_string && line.substr(i, 2) == "//") {
            break;
        } else if (!in_string) {
            code += line[i];
        }
    }
    return code;
}

using LineVisitor = std::function<void(int line, std::string_view text)>;

void for_each_line(std::string_view text, const LineVisitor& visit) {
    int line = 0;
    for (const std::string_view one : split(text, '\n')) {
        line += 1;
        visit(line, one);
    }
}

std::string quoted_include(std::string_view line) {
    if (!line.starts_with("#include \"")) {
        return "";
    }
    const std::string_view rest = line.substr(10);
    return std::string(rest.substr(0, rest.find('"')));
}

/// The table of cmake/layers.cmake.
class Layers {
  public:
    explicit Layers(const Tree& tree) {
        const auto file = tree.find("cmake/layers.cmake");
        if (file == tree.end()) {
            return;
        }
        std::string list;
        for_each_line(file->second, [&](int, std::string_view line) {
            if (line.starts_with("set(")) {
                list = line.substr(4);
            } else if (trim(line).starts_with('"')) {
                add(list, trim(line));
            }
        });
    }

    // The library whose folder holds `path` (from src/): the longest folder counts.
    std::string library_of(std::string_view path) const {
        std::string best;
        for (const auto& [name, allowed] : allowed_) {
            std::string folder = name + "/";
            std::ranges::replace(folder, '_', '/');
            if (path.starts_with(folder) && name.size() > best.size()) {
                best = name;
            }
        }
        return best;
    }

    bool may_use(const std::string& user, const std::string& used) const {
        return user == used || allowed_.at(user).contains(used);
    }

    // Header prefix and the sources that may include it.
    const std::map<std::string, std::vector<std::string>>& costly() const { return costly_; }

  private:
    void add(const std::string& list, std::string_view quoted) {
        const std::string_view text = quoted.substr(1, quoted.rfind('"') - 1);
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos) {
            return;
        }
        const std::string key(text.substr(0, colon));
        for (const std::string_view value : split(trim(text.substr(colon + 1)), ' ')) {
            if (list == "HIBARI_LAYERS") {
                allowed_[key].insert(std::string(value));
            } else if (list == "HIBARI_COSTLY_HEADERS") {
                costly_[key].emplace_back(value);
            }
        }
    }

    std::map<std::string, std::set<std::string>> allowed_;
    std::map<std::string, std::vector<std::string>> costly_;
};

void check_costly(
    const Layers& layers,
    const std::string& path,
    int line,
    std::string_view text,
    std::vector<Finding>& findings
) {
    if (!text.starts_with("#include <")) {
        return;
    }
    for (const auto& [prefix, sources] : layers.costly()) {
        const bool allowed = std::ranges::any_of(sources, [&](const std::string& source) {
            return path.starts_with(source);
        });
        if (text.substr(10).starts_with(prefix) && (!allowed || is_header(path))) {
            findings.push_back(
                {path,
                 line,
                 "includes the costly <" + prefix +
                     ">: use the library that hides it, or list this "
                     "source under HIBARI_COSTLY_HEADERS"}
            );
        }
    }
}

void check_co_await(
    const std::string& path, int line, const std::string& code, std::vector<Finding>& findings
) {
    const std::size_t at = code.find("co_await ");
    if (at == std::string::npos || (at > 0 && is_word(code[at - 1]))) {
        return;
    }
    if (!path.starts_with("src/net/")) {
        findings.push_back({path, line, "co_await belongs into src/net only: call it blocking here"}
        );
    } else if (code.find_first_of("{[", at) != std::string::npos) {
        findings.push_back(
            {path,
             line,
             "brace or lambda in a co_await expression: g++ 12 destroys it twice, name it first"}
        );
    }
}

void check_code_line(
    const std::string& path, int line, std::string_view text, std::vector<Finding>& findings
) {
    const std::string code = code_of(text);
    if (code.find("std::regex") != std::string::npos) {
        findings.push_back({path, line, "std::regex is slow and recurses: parse by hand or use RE2"}
        );
    }
    if (has_word_start(code, "rand(") || has_word_start(code, "srand(")) {
        findings.push_back({path, line, "rand has global state: take a hibari::Rng"});
    }
    const bool sleeps = has_word_start(code, "sleep_for") || has_word_start(code, "sleep_until") ||
                        has_word_start(code, "usleep(");
    if (sleeps && path.ends_with("_test.cpp")) {
        findings.push_back({path, line, "tests do not sleep: use FakeClock or wait for the event"});
    }
    const std::size_t todo = text.find(
        "TO"
        "DO"
    );
    if (todo != std::string_view::npos && !text.substr(todo + 4).starts_with("(#")) {
        findings.push_back(
            {path,
             line,
             "name the open issue: write TO"
             "DO(#123), or do it now"}
        );
    }
    check_co_await(path, line, code, findings);
}

bool names_file(std::string_view list, std::string_view file) {
    for (std::size_t at = list.find(file); at != std::string_view::npos;
         at = list.find(file, at + 1)) {
        const char before = at == 0 ? ' ' : list[at - 1];
        const char after = at + file.size() < list.size() ? list[at + file.size()] : ' ';
        if (!is_word(before) && before != '/' && !is_word(after) && after != '.') {
            return true;
        }
    }
    return false;
}

void append(std::vector<Finding>& all, std::vector<Finding> more) {
    std::ranges::move(more, std::back_inserter(all));
}

// Where the link of a markdown `](target)` leads, from the root; empty when it leads elsewhere.
std::string link_target(const std::string& file, std::string_view target) {
    target = target.substr(0, target.find_first_of("# "));
    if (target.empty() || target.find("://") != std::string_view::npos ||
        target.starts_with("mailto:")) {
        return "";
    }
    return (fs::path(file).parent_path() / target).lexically_normal().string();
}

bool exists_in(const Tree& tree, std::string path) {
    if (tree.contains(path) || path == ".") {
        return true;
    }
    if (!path.ends_with('/')) {
        path += '/';
    }
    const auto below = tree.lower_bound(path);
    return below != tree.end() && below->first.starts_with(path);
}

struct Measured {
    std::size_t lines;
    std::string what;
};

std::vector<std::string> longest(std::vector<Measured> all, std::size_t limit, std::size_t count) {
    std::erase_if(all, [limit](const Measured& one) { return one.lines <= limit; });
    std::ranges::sort(all, std::greater(), &Measured::lines);
    all.resize(std::min(all.size(), count));
    std::vector<std::string> lines;
    for (const Measured& one : all) {
        lines.push_back(one.what + ": " + std::to_string(one.lines) + " lines");
    }
    return lines;
}

// Formatted code has each function's first line and closing brace in the first column.
void measure_functions(
    const std::string& path, const std::string& text, std::vector<Measured>& out
) {
    int start = 0;
    for_each_line(text, [&](int line, std::string_view one) {
        const bool opens = !one.empty() && is_word(one[0]) && !one.starts_with("namespace") &&
                           !one.starts_with("extern");
        if (opens) {
            start = line;
        } else if (one.starts_with("}") && !one.starts_with("}  // namespace") && start > 0) {
            out.push_back(
                {static_cast<std::size_t>(line - start + 1), path + ":" + std::to_string(start)}
            );
            start = 0;
        }
    });
}

}  // namespace

std::string to_string(const Finding& finding) {
    const std::string line = finding.line > 0 ? ":" + std::to_string(finding.line) : "";
    return finding.file + line + ": " + finding.message;
}

std::vector<Finding> check_layers(const Tree& tree) {
    const Layers layers(tree);
    std::vector<Finding> findings;
    for (const auto& [path, text] : tree) {
        if (!path.starts_with("src/") || !is_code(path)) {
            continue;
        }
        const std::string user = layers.library_of(path.substr(4));
        if (user.empty()) {
            findings.push_back({path, 0, "its folder is no library: add it to HIBARI_LAYERS"});
            continue;
        }
        for_each_line(text, [&](int line, std::string_view one) {
            check_costly(layers, path, line, one, findings);
            const std::string used = layers.library_of(quoted_include(one));
            if (!used.empty() && !layers.may_use(user, used)) {
                findings.push_back(
                    {path,
                     line,
                     user + " may not use " + used + ": see HIBARI_LAYERS in cmake/layers.cmake"}
                );
            }
        });
    }
    return findings;
}

std::vector<Finding> check_code(const Tree& tree) {
    std::vector<Finding> findings;
    for (const auto& [path, text] : tree) {
        if (!is_code(path)) {
            continue;
        }
        for_each_line(text, [&](int line, std::string_view one) {
            check_code_line(path, line, one, findings);
        });
        if (is_header(path) && ("\n" + text).find("\n#pragma once\n") == std::string::npos) {
            findings.push_back({path, 0, "a header needs #pragma once"});
        }
    }
    return findings;
}

std::vector<Finding> check_targets(const Tree& tree) {
    std::vector<Finding> findings;
    for (const auto& [path, text] : tree) {
        if (!is_source(path)) {
            continue;
        }
        bool named = false;
        for (fs::path folder = fs::path(path).parent_path(); !named;
             folder = folder.parent_path()) {
            const auto list = tree.find((folder / "CMakeLists.txt").string());
            const std::string file = fs::path(path).lexically_relative(folder).string();
            named = list != tree.end() && names_file(list->second, folder.empty() ? path : file);
            if (folder.empty()) {
                break;
            }
        }
        if (!named) {
            findings.push_back(
                {path, 0, "is in no target: name it in its CMakeLists.txt or delete it"}
            );
        }
    }
    return findings;
}

std::vector<Finding> check_links(const Tree& tree) {
    std::vector<Finding> findings;
    for (const auto& [path, text] : tree) {
        if (!path.ends_with(".md")) {
            continue;
        }
        bool in_code = false;
        for_each_line(text, [&](int line, std::string_view one) {
            in_code = in_code != trim(one).starts_with("```");
            for (std::size_t at = one.find("]("); at != std::string_view::npos && !in_code;
                 at = one.find("](", at + 2)) {
                const std::string_view rest = one.substr(at + 2);
                const std::string target = link_target(path, rest.substr(0, rest.find(')')));
                if (!target.empty() && !exists_in(tree, target)) {
                    findings.push_back({path, line, "links to " + target + ", which does not exist"}
                    );
                }
            }
        });
    }
    return findings;
}

std::vector<Finding> check_words(const Tree& tree) {
    std::vector<Finding> findings;
    for (const auto& [path, text] : tree) {
        for_each_line(text, [&](int line, std::string_view one) {
            if (to_lower(one).find(kForbiddenWord) != std::string::npos) {
                findings.push_back({path, line, "this product name is not ours: say likeness"});
            }
            for (const std::string& folder : kForbiddenPaths) {
                const std::size_t at = one.find(folder);
                if (at != std::string_view::npos && (at == 0 || !is_word(one[at - 1]))) {
                    findings.push_back(
                        {path, line, "absolute path of one machine: make it relative"}
                    );
                }
            }
        });
    }
    return findings;
}

std::vector<Finding> check(const Tree& tree) {
    std::vector<Finding> findings = check_layers(tree);
    append(findings, check_code(tree));
    append(findings, check_targets(tree));
    append(findings, check_links(tree));
    append(findings, check_words(tree));
    return findings;
}

std::vector<std::string> report_drift(const Tree& tree) {
    constexpr std::size_t kFileLines = 500;
    constexpr std::size_t kFunctionLines = 60;
    constexpr std::size_t kShown = 5;
    constexpr std::size_t kPurposeBytes = 40;  // At the top, or after #pragma once.
    std::vector<Measured> files;
    std::vector<Measured> functions;
    std::vector<std::string> drift;
    for (const auto& [path, text] : tree) {
        if (!is_code(path)) {
            continue;
        }
        files.push_back({static_cast<std::size_t>(std::ranges::count(text, '\n')), path});
        measure_functions(path, text, functions);
        if (is_header(path) && ("\n" + text).find("\n// ") > kPurposeBytes) {
            drift.push_back(path + ": no purpose comment at the top");
        }
        const bool is_library_source = path.starts_with("src/") && path.ends_with(".cpp");
        const std::string stem = path.substr(0, path.rfind('.'));
        if (is_library_source && !stem.ends_with("_test") && !stem.ends_with("_fuzz") &&
            !stem.ends_with("_bench") && !stem.ends_with("/main") &&
            !tree.contains(stem + "_test.cpp")) {
            drift.push_back(path + ": no test beside it");
        }
    }
    for (std::string& line : longest(std::move(files), kFileLines, kShown)) {
        drift.push_back("long file " + std::move(line));
    }
    for (std::string& line : longest(std::move(functions), kFunctionLines, kShown)) {
        drift.push_back("long function " + std::move(line));
    }
    return drift;
}

}  // namespace hibari::tidy
