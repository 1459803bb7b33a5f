#include "domain/review/categories.h"

#include <array>
#include <string>

namespace hibari::domain {
namespace {

constexpr std::array kCategories = {
    ReportCategory{"child_safety", "a child sexualised, exploited or endangered", 100},
    ReportCategory{"intimate", "somebody intimate without their consent", 95},
    ReportCategory{"self_harm", "suicide, self-harm or an eating disorder made attractive", 85},
    ReportCategory{"threat", "a threat, or a call to violence", 85},
    ReportCategory{"likeness", "somebody's face or voice without their consent", 75},
    ReportCategory{"harassment", "somebody bullied, humiliated or harassed", 70},
    ReportCategory{"hate", "hatred of people for what they are, or extremism", 70},
    ReportCategory{"impersonation", "somebody or something it pretends to be, or a scam", 65},
    ReportCategory{"deceased", "a dead person against the wish of their family or estate", 60},
    ReportCategory{"privacy", "private facts about somebody", 60},
    ReportCategory{"misinformation", "false claims made to look like a record of events", 55},
    ReportCategory{"illegal", "a crime, or how to commit one", 55},
    ReportCategory{"violence", "violence or gore beyond what these rules allow", 45},
    ReportCategory{"sexual", "sexual content beyond what these rules allow", 45},
    ReportCategory{"copyright", "a protected work or character without permission", 40},
    ReportCategory{"spam", "advertising, or the same thing over and over", 15},
    ReportCategory{"other", "something else against these rules", 20},
};

}  // namespace

std::span<const ReportCategory> report_categories() {
    return kCategories;
}

Result<const ReportCategory*> find_category(std::string_view name, std::string_view field) {
    for (const ReportCategory& category : kCategories) {
        if (category.name == name) {
            return &category;
        }
    }
    return fail(
        {.code = ErrorCode::kInvalidArgument,
         .message = "there is no such category",
         .field = std::string(field)}
    );
}

}  // namespace hibari::domain
