// The whole path over any bytes: the first byte chooses where they go. Every span must lie in its
// text.

#include "base/check.h"
#include "trust/policy/testing_engine.h"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hibari::trust;
    if (size == 0 || size > 4096) {
        return 0;
    }
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    PolicySubject subject;
    subject.likenesses.push_back({.id = "like_1", .names = {"Ann"}});
    switch (data[0] % 4) {
        case 0:
            subject.prompt = text;
            break;
        case 1:
            subject.lineage = {text.substr(0, text.size() / 2)};
            subject.prompt = text.substr(text.size() / 2);
            break;
        case 2:
            subject.lines = {{.text = text, .second = 1}};
            break;
        default:
            subject.likenesses.front().rules = testing_engine().parse_likeness_rules(text).rules;
            subject.prompt = "Ann wears a hat and holds a snake";
    }
    const PolicyDecision decision = testing_engine().judge(subject);
    for (const PolicyFinding& finding : decision.findings) {
        const std::string& where =
            finding.span.place == TextPlace::kLineage ? subject.lineage[finding.span.index]
            : finding.span.place == TextPlace::kLine  ? subject.lines[finding.span.index].text
                                                      : subject.prompt;
        HIBARI_CHECK(finding.span.begin <= finding.span.end);
        HIBARI_CHECK(finding.span.end <= where.size());
    }
    return 0;
}
