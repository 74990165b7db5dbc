package hie.engine.bpl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessDrawingTest {

    @Test
    void shouldDrawEachActivityAndSayTheSameInWords() {
        ProcessDrawing drawing = ProcessDrawing.of(ProcessText.read(ProcessTextTest.ALL));

        assertThat(drawing.shapes()).hasSize(15);
        assertThat(drawing.shapes().getFirst().line()).isEmpty();
        assertThat(drawing.words())
                .startsWith(
                        "level 1: assign context.Ward = request.{PV1:3.1}. level 1: call, without waiting To Lab: Ask lab.")
                .contains(
                        "level 2: when context.Ward = \"W1\"",
                        "level 3: transform request to context.Answer by To_Billing");
    }

    @Test
    void shouldKeepEveryShapeInsideThePictureAndBelowTheOneBefore() {
        ProcessDrawing drawing = ProcessDrawing.of(ProcessText.read(ProcessTextTest.ALL));

        int bottom = 0;
        for (ProcessDrawing.Shape shape : drawing.shapes()) {
            assertThat(shape.y()).isGreaterThanOrEqualTo(bottom);
            assertThat(shape.x() + shape.width()).isLessThan(drawing.width());
            bottom = shape.y() + shape.height();
        }
        assertThat(bottom).isLessThan(drawing.height());
    }
}
