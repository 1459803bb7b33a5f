#include "world/things/softs.h"

#include "base/check.h"

#include <cmath>

namespace hibari::world {

namespace {

Soft woven(const Sheet& sheet, const Material& material, bool surface) {
    HIBARI_CHECK(sheet.columns >= 2 && sheet.rows >= 2, sheet.columns, sheet.rows);
    Soft soft;
    soft.material = material;
    const auto index = [&](int column, int row) { return row * sheet.columns + column; };
    for (int row = 0; row < sheet.rows; ++row) {
        for (int column = 0; column < sheet.columns; ++column) {
            const float u = static_cast<float>(column) / static_cast<float>(sheet.columns - 1);
            const float v = static_cast<float>(row) / static_cast<float>(sheet.rows - 1);
            soft.nodes.push_back(sheet.at(u, v));
            if (sheet.pinned(u, v)) {
                soft.pinned.push_back(index(column, row));
            }
            if (column > 0) {
                soft.edges.emplace_back(index(column - 1, row), index(column, row));
            }
            if (row > 0) {
                soft.edges.emplace_back(index(column, row - 1), index(column, row));
            }
            if (!surface || column == 0 || row == 0) {
                continue;
            }
            const int a = index(column - 1, row - 1);
            const int b = index(column, row - 1);
            const int c = index(column, row);
            const int d = index(column - 1, row);
            soft.edges.emplace_back(a, c);
            soft.edges.emplace_back(b, d);
            soft.triangles.push_back({a, b, c});
            soft.triangles.push_back({a, c, d});
        }
    }
    return soft;
}

}  // namespace

Soft hanging_net(const HangingNet& net, const Material& material) {
    HIBARI_CHECK(net.columns >= 3 && net.rows >= 1, net.columns, net.rows);
    Soft soft;
    soft.kind = SoftKind::kNet;
    soft.material = material;
    for (int row = 0; row <= net.rows; ++row) {
        const float down = static_cast<float>(row) / static_cast<float>(net.rows);
        // Narrows quickly below the ring and opens a little at the end, as a knotted net does.
        const float narrow = 1.0F - (1.0F - down) * (1.0F - down);
        const float radius = lerp(net.top_radius, net.bottom_radius, narrow);
        for (int column = 0; column < net.columns; ++column) {
            const float turn = (static_cast<float>(column) + 0.5F * static_cast<float>(row % 2)) /
                               static_cast<float>(net.columns) * 2.0F * kPi;
            soft.nodes.push_back(
                net.center +
                Vec3{radius * std::cos(turn), -net.depth * down, radius * std::sin(turn)}
            );
            const int here = row * net.columns + column;
            if (row == 0) {
                soft.pinned.push_back(here);
                continue;
            }
            // Odd rows sit half a mesh further: their upper neighbours are this column and the
            // next.
            const int above = (row - 1) * net.columns;
            const int other = row % 2 == 1 ? (column + 1) % net.columns
                                           : (column + net.columns - 1) % net.columns;
            soft.edges.emplace_back(above + column, here);
            soft.edges.emplace_back(above + other, here);
        }
    }
    const int last = net.rows * net.columns;
    for (int column = 0; column < net.columns; ++column) {
        soft.edges.emplace_back(last + column, last + (column + 1) % net.columns);
    }
    return soft;
}

Soft cloth(const Sheet& sheet, const Material& material) {
    Soft soft = woven(sheet, material, true);
    soft.kind = SoftKind::kCloth;
    return soft;
}

Soft net(const Sheet& sheet, const Material& material) {
    Soft soft = woven(sheet, material, false);
    soft.kind = SoftKind::kNet;
    return soft;
}

Soft rope(Vec3 from, Vec3 to, int nodes, float radius, const Material& material) {
    HIBARI_CHECK(nodes >= 2, nodes);
    Soft soft;
    soft.kind = SoftKind::kRope;
    soft.material = material;
    soft.strand_radius = radius;
    for (int i = 0; i < nodes; ++i) {
        soft.nodes.push_back(lerp(from, to, static_cast<float>(i) / static_cast<float>(nodes - 1)));
        if (i > 0) {
            soft.edges.emplace_back(i - 1, i);
        }
    }
    soft.pinned.push_back(0);
    return soft;
}

}  // namespace hibari::world
