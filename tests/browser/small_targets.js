// The controls smaller than a finger needs: 44 × 44 CSS pixels. Links inside a sentence are as high as their line.
() => [...document.querySelectorAll("button, a.key, a.document, select, input, textarea, [role=tab]")]
    .filter((element) => element.checkVisibility() && !element.closest(".text"))
    .map((element) => [element.getBoundingClientRect(), element.ariaLabel ?? element.textContent])
    .filter(([box]) => box.width < 44 || box.height < 44)
    .map(([box, name]) => `${name}: ${box.width} × ${box.height}`)
