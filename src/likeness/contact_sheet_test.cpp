#include "likeness/contact_sheet.h"

#include <gtest/gtest.h>

namespace hibari::likeness {
namespace {

View plain_view(int width, int height, std::uint8_t red, std::uint8_t alpha) {
    View view{.width = width, .height = height};
    for (int i = 0; i < width * height; ++i) {
        view.rgba.insert(view.rgba.end(), {red, 0, 0, alpha});
    }
    return view;
}

TEST(ContactSheet, HasAllViewsSideBySideAtOneHeight) {
    const std::vector views = {plain_view(40, 100, 200, 255), plain_view(100, 50, 100, 255)};
    const media::Frame sheet = contact_sheet(views);
    EXPECT_EQ(sheet.size(), (media::FrameSize{240, 100}));
    EXPECT_EQ(sheet.row(50)[3 * 20], 200);
    EXPECT_EQ(sheet.row(50)[3 * 200], 100);
}

TEST(ContactSheet, ShowsGreyWhereNothingIs) {
    const media::Frame sheet = contact_sheet(std::vector{plain_view(10, 10, 200, 0)});
    EXPECT_EQ(sheet.row(5)[3 * 5], 128);
}

TEST(ContactSheet, IsNoLargerThanItNeedsToBe) {
    EXPECT_EQ(contact_sheet(std::vector{plain_view(400, 960, 1, 255)}).height(), 480);
    EXPECT_EQ(contact_sheet({}).size(), (media::FrameSize{2, 2}));
}

}  // namespace
}  // namespace hibari::likeness
