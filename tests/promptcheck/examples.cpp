// Texts as the policy's classifier reads them, for its training: one text a line on the standard
// input (prompts of a lineage separated by " >> "), one line of JSON each on the standard output,
// with what the engine says of it.

#include "base/json.h"
#include "promptcheck/pairs.h"
#include "trust/policy/block_list.h"
#include "trust/policy/knowledge.h"
#include "trust/policy/plain_text.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace hibari;
using namespace hibari::trust;

/// Whether the rule speaks of a name of the block lists, so that the classifier does not overrule
/// it.
bool is_certain(const Rule& rule, const Knowledge& knowledge) {
    return std::ranges::any_of(kListedConcepts, [&](std::string_view name) {
        return knowledge.lexicon().find(name) == rule.needs.front().any_of.front();
    });
}

Json example_of(const Knowledge& knowledge, const PolicyEngine& engine, const std::string& line) {
    const PolicySubject subject = promptcheck::subject_of(line);
    std::vector<std::string_view> texts(subject.lineage.begin(), subject.lineage.end());
    texts.push_back(subject.prompt);
    Scene scene;
    scene.is_lineage = texts.size() > 1;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        static_cast<void>(
            knowledge.folder().fold(texts[i], static_cast<std::uint16_t>(i), scene.tokens)
        );
    }
    read_scene(scene, knowledge.lexicon(), knowledge.concepts(), {});
    Json::Array mentions;
    for (const Mention& mention : scene.mentions) {
        mentions.push_back(Json::array(
            {knowledge.lexicon().name(mention.what), mention.first, mention.last, mention.is_negated
            }
        ));
    }
    Json::Array rules;
    for (const Rule& rule : knowledge.rules()) {
        if (apply_rule(rule, scene, [](const Mention&) { return false; })) {
            rules.push_back(Json::array(
                {rule.name, to_string(rule.category), rule.score, is_certain(rule, knowledge)}
            ));
        }
    }
    const PolicyDecision decision = engine.judge(subject);
    return Json::object(
        {{"plain", plain_text(texts, scene, knowledge).text},
         {"mentions", std::move(mentions)},
         {"rules", std::move(rules)},
         {"tokens", scene.tokens.size()},
         {"texts", texts.size()},
         {"verdict", to_string(decision.verdict)},
         {"found", decision.findings.empty() ? "" : decision.findings.front().rule}}
    );
}

}  // namespace

int main() {
    const auto knowledge = Knowledge::load("");
    const auto engine = PolicyEngine::create({});
    if (!knowledge || !engine) {
        const Error& error = !knowledge ? knowledge.error() : engine.error();
        std::fprintf(stderr, "%s\n", to_string(error).c_str());
        return 1;
    }
    for (std::string line; std::getline(std::cin, line);) {
        std::cout << to_string(example_of(**knowledge, **engine, line)) << "\n";
    }
    return 0;
}
