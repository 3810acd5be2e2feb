//! README.md of a folder.

use super::planted;
use super::shape::Shape;

/// What this folder is, how to make it again, and what is planted.
pub fn readme(shape: &Shape) -> String {
    let options = shape.options();
    let mut text = shape.language.pick(
        format!(
            "# 合成ワークショップ\n\n`kumiwake generate` が作ったデータです。人名・会社名・市名はすべて架空です。\n\n\
             同じものをもう一度作る:\n\n```sh\nkumiwake generate DIR {options}\n```\n\n\
             解く:\n\n```sh\nkumiwake solve workshop.toml\n```\n"
        ),
        format!(
            "# A synthetic workshop\n\nMade by `kumiwake generate`. Every person, company and town is invented.\n\n\
             To make it again:\n\n```sh\nkumiwake generate DIR {options}\n```\n\n\
             To solve it:\n\n```sh\nkumiwake solve workshop.toml\n```\n"
        ),
    );
    let Some(cost) = shape.planted else {
        return text;
    };
    text += &shape.language.pick(
        format!("\n## 仕込まれた最善案\n\nチーム分けの最小コストは **{cost}** です（優先度1。ほかの優先度は 0）。理由:\n\n"),
        format!("\n## The planted optimum\n\nThe teams cost **{cost}** at best (at priority 1; 0 at the others). Why:\n\n"),
    );
    for line in planted::proof(shape, cost) {
        text += &format!("- {line}\n");
    }
    text += shape.language.pick(
        "\nこの案のコストを確かめる:\n\n```sh\nkumiwake solve workshop.toml --teams planted.csv\n```\n",
        "\nTo see what this plan costs:\n\n```sh\nkumiwake solve workshop.toml --teams planted.csv\n```\n",
    );
    text
}
