export const expectedRefusals = [];
