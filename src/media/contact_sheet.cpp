#include "base/check.h"
#include "media/image.h"

#include <algorithm>
#include <array>

namespace hibari::media {
namespace {

constexpr int kLetterWidth = 5;
constexpr int kLetterHeight = 7;
constexpr int kLetterStep = kLetterWidth + 1;
constexpr int kCaptionScale = 2;
constexpr int kCaptionHeight = 20;
constexpr int kGap = 4;
constexpr std::uint8_t kInk = 235;
constexpr std::uint8_t kPaper = 24;

/// A character's dots, one number per row, the leftmost dot in bit 4.
struct Letter {
    char character;
    std::array<std::uint8_t, kLetterHeight> rows;
};

constexpr std::array<Letter, 47> kLetters = {{
    {'A', {14, 17, 17, 31, 17, 17, 17}}, {'B', {30, 17, 17, 30, 17, 17, 30}},
    {'C', {15, 16, 16, 16, 16, 16, 15}}, {'D', {30, 17, 17, 17, 17, 17, 30}},
    {'E', {31, 16, 16, 30, 16, 16, 31}}, {'F', {31, 16, 16, 30, 16, 16, 16}},
    {'G', {15, 16, 16, 19, 17, 17, 15}}, {'H', {17, 17, 17, 31, 17, 17, 17}},
    {'I', {14, 4, 4, 4, 4, 4, 14}},      {'J', {7, 2, 2, 2, 2, 18, 12}},
    {'K', {17, 18, 20, 24, 20, 18, 17}}, {'L', {16, 16, 16, 16, 16, 16, 31}},
    {'M', {17, 27, 21, 21, 17, 17, 17}}, {'N', {17, 25, 25, 21, 19, 19, 17}},
    {'O', {14, 17, 17, 17, 17, 17, 14}}, {'P', {30, 17, 17, 30, 16, 16, 16}},
    {'Q', {14, 17, 17, 17, 21, 18, 13}}, {'R', {30, 17, 17, 30, 20, 18, 17}},
    {'S', {15, 16, 16, 14, 1, 1, 30}},   {'T', {31, 4, 4, 4, 4, 4, 4}},
    {'U', {17, 17, 17, 17, 17, 17, 14}}, {'V', {17, 17, 17, 17, 10, 10, 4}},
    {'W', {17, 17, 17, 21, 21, 27, 17}}, {'X', {17, 17, 10, 4, 10, 17, 17}},
    {'Y', {17, 17, 10, 4, 4, 4, 4}},     {'Z', {31, 1, 2, 4, 8, 16, 31}},
    {'0', {14, 17, 19, 21, 25, 17, 14}}, {'1', {4, 12, 4, 4, 4, 4, 14}},
    {'2', {14, 17, 1, 6, 8, 16, 31}},    {'3', {30, 1, 1, 14, 1, 1, 30}},
    {'4', {2, 6, 10, 18, 31, 2, 2}},     {'5', {31, 16, 30, 1, 1, 17, 14}},
    {'6', {14, 16, 16, 30, 17, 17, 14}}, {'7', {31, 1, 2, 4, 4, 8, 8}},
    {'8', {14, 17, 17, 14, 17, 17, 14}}, {'9', {14, 17, 17, 15, 1, 1, 14}},
    {' ', {0, 0, 0, 0, 0, 0, 0}},        {'.', {0, 0, 0, 0, 0, 12, 12}},
    {',', {0, 0, 0, 0, 12, 4, 8}},       {':', {0, 12, 12, 0, 12, 12, 0}},
    {'-', {0, 0, 0, 31, 0, 0, 0}},       {'_', {0, 0, 0, 0, 0, 0, 31}},
    {'/', {1, 1, 2, 4, 8, 16, 16}},      {'%', {25, 26, 2, 4, 8, 11, 19}},
    {'(', {2, 4, 8, 8, 8, 4, 2}},        {')', {8, 4, 2, 2, 2, 4, 8}},
    {'\'', {4, 4, 8, 0, 0, 0, 0}},
}};

constexpr Letter kUnknownLetter = {'?', {31, 17, 17, 17, 17, 17, 31}};

const Letter& letter_of(char c) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const auto found = std::ranges::find(kLetters, upper, &Letter::character);
    return found == kLetters.end() ? kUnknownLetter : *found;
}

void fill(Frame& frame, int x, int y, int width, int height, std::uint8_t grey) {
    const int right = std::min(x + width, frame.width());
    const int bottom = std::min(y + height, frame.height());
    for (int row = std::max(y, 0); row < bottom; ++row) {
        const int left = std::max(x, 0);
        if (left < right) {
            std::ranges::fill(
                frame.row(row).subspan(
                    static_cast<std::size_t>(left) * 3, static_cast<std::size_t>(right - left) * 3
                ),
                grey
            );
        }
    }
}

void draw_letter(Frame& frame, int x, int y, const Letter& letter, int scale) {
    for (int row = 0; row < kLetterHeight; ++row) {
        for (int column = 0; column < kLetterWidth; ++column) {
            const unsigned bits = letter.rows[static_cast<std::size_t>(row)];
            if ((bits >> static_cast<unsigned>(kLetterWidth - 1 - column) & 1U) != 0) {
                fill(frame, x + column * scale, y + row * scale, scale, scale, kInk);
            }
        }
    }
}

void paste(Frame& sheet, const Frame& cell, int x, int y) {
    for (int row = 0; row < cell.height(); ++row) {
        std::ranges::copy(
            cell.row(row), sheet.row(y + row).subspan(static_cast<std::size_t>(x) * 3).begin()
        );
    }
}

}  // namespace

void draw_text(Frame& frame, int x, int y, std::string_view text, int scale) {
    HIBARI_CHECK(scale > 0, scale);
    for (const char c : text) {
        if (x + kLetterWidth * scale > frame.width()) {
            return;
        }
        draw_letter(frame, x, y, letter_of(c), scale);
        x += kLetterStep * scale;
    }
}

Frame sprite_sheet(std::span<const Frame> frames, int columns) {
    HIBARI_CHECK(!frames.empty() && columns > 0, frames.size(), columns);
    const FrameSize cell = frames.front().size();
    const int used = std::min(columns, static_cast<int>(frames.size()));
    const int rows = (static_cast<int>(frames.size()) + columns - 1) / columns;
    Frame sheet({used * cell.width, rows * cell.height});
    for (std::size_t i = 0; i < frames.size(); ++i) {
        HIBARI_CHECK(frames[i].size() == cell, i);
        const int at = static_cast<int>(i);
        paste(sheet, frames[i], at % columns * cell.width, at / columns * cell.height);
    }
    return sheet;
}

Result<Frame> contact_sheet(std::span<const SheetCell> cells, int columns, int cell_width) {
    HIBARI_CHECK(!cells.empty());
    HIBARI_CHECK(columns > 0 && cell_width > 0 && cell_width % 2 == 0, columns, cell_width);
    const FrameSize first = cells[0].frame->size();
    const FrameSize cell{cell_width, std::max(2, cell_width * first.height / first.width & ~1)};
    const int used = std::min(columns, static_cast<int>(cells.size()));
    const int rows = (static_cast<int>(cells.size()) + columns - 1) / columns;
    const int step_y = cell.height + kCaptionHeight + kGap;
    Frame sheet({kGap + used * (cell.width + kGap), kGap + rows * step_y});
    std::ranges::fill(sheet.pixels(), kPaper);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        HIBARI_CHECK(cells[i].frame->size() == first, i);
        const int column = static_cast<int>(i) % columns;
        const int x = kGap + column * (cell.width + kGap);
        const int y = kGap + static_cast<int>(i) / columns * step_y;
        paste(sheet, HIBARI_TRY(scale(*cells[i].frame, cell)), x, y);
        const auto letters = static_cast<std::size_t>(cell.width / (kLetterStep * kCaptionScale));
        const std::string_view caption = std::string_view(cells[i].caption).substr(0, letters);
        draw_text(sheet, x, y + cell.height + 3, caption, kCaptionScale);
    }
    return sheet;
}

}  // namespace hibari::media
